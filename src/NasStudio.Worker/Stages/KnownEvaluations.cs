using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Runs.Protocol;
using NasStudio.Torch.Evaluation;

namespace NasStudio.Worker.Stages;

/// <summary>
/// Every subnet evaluated so far, by whichever search: each once, with the mark of who asked for it first. What computes the
/// same is measured once, for all searches alike.
/// </summary>
/// <param name="functions">Tells subnets that compute the same; null where each is measured itself.</param>
internal sealed class KnownEvaluations(SubnetBench bench, FunctionalHash? functions, RunProgress progress)
{
    private readonly List<(Architecture Architecture, Evaluation Evaluation)> _all = [];
    private readonly Dictionary<Architecture, Evaluation> _byArchitecture = [];
    private readonly Dictionary<string, Evaluation> _byFunction = new(StringComparer.Ordinal);

    /// <summary>In the order of evaluation, duplicates included.</summary>
    public IReadOnlyList<(Architecture Architecture, Evaluation Evaluation)> All => _all;

    /// <summary>Those of them that are no duplicates.</summary>
    public int Measured { get; private set; }

    /// <summary>The evaluation of an architecture, measured or reused, and reported, where nobody had asked for it before.</summary>
    public Evaluation Of(Architecture architecture, Proposal? proposal, CancellationToken stop)
    {
        if (_byArchitecture.TryGetValue(architecture, out var known))
        {
            return known;
        }

        stop.ThrowIfCancellationRequested();
        var evaluation = Evaluate(architecture, stop) with { Proposal = proposal };
        _all.Add((architecture, evaluation));
        _byArchitecture.Add(architecture, evaluation);
        progress.Report(new EvaluationEvent(evaluation));
        return evaluation;
    }

    private Evaluation Evaluate(Architecture architecture, CancellationToken stop)
    {
        var function = functions?.Of(architecture);
        if (function is not null && _byFunction.TryGetValue(function, out var first))
        {
            return bench.Reuse(first, architecture);
        }

        var evaluation = bench.Evaluate(architecture, Fidelity.Search, stop);
        Measured++;
        if (function is not null)
        {
            _byFunction.Add(function, evaluation);
        }

        return evaluation;
    }
}
