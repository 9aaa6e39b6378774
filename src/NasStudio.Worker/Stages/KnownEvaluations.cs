using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Runs.Protocol;

namespace NasStudio.Worker.Stages;

/// <summary>Every subnet evaluated so far, by whichever search: each once, with the mark of who asked for it first.</summary>
internal sealed class KnownEvaluations(SubnetBench bench, RunProgress progress)
{
    private readonly List<(Architecture Architecture, Evaluation Evaluation)> _all = [];
    private readonly Dictionary<Architecture, Evaluation> _byArchitecture = [];

    /// <summary>In the order of evaluation.</summary>
    public IReadOnlyList<(Architecture Architecture, Evaluation Evaluation)> All => _all;

    /// <summary>The evaluation of an architecture, measured and reported where nobody had asked for it before.</summary>
    public Evaluation Of(Architecture architecture, Proposal? proposal, CancellationToken stop)
    {
        if (_byArchitecture.TryGetValue(architecture, out var known))
        {
            progress.Planned--;
            return known;
        }

        stop.ThrowIfCancellationRequested();
        var evaluation = bench.Evaluate(architecture, Fidelity.Search, stop) with { Proposal = proposal };
        _all.Add((architecture, evaluation));
        _byArchitecture.Add(architecture, evaluation);
        progress.Report(new EvaluationEvent(evaluation));
        return evaluation;
    }
}
