using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Search;
using NasStudio.Runs.Feeds;

namespace NasStudio.Worker.Stages;

/// <summary>
/// One search of the supernet, with its own budget of distinct subnets and its own hypervolume. What another search has evaluated
/// counts here, too, as it would alone; so what a strategy is told, and proposes, does not depend on who searches beside it.
/// </summary>
/// <param name="observe">An evaluation as costs.</param>
/// <param name="front">Nothing added yet.</param>
/// <param name="advanced">Called after every subnet.</param>
internal sealed class SearchTrack(
    ISearchStrategy strategy,
    Proposal proposal,
    int budget,
    KnownEvaluations known,
    Func<Architecture, Evaluation, Observation> observe,
    FrontTrack front,
    Action advanced)
{
    /// <summary>Proposals asked for at once: one NSGA-II generation would be as good, smaller batches show sooner.</summary>
    private const int BatchSize = 8;

    /// <summary>Distinct subnets so far.</summary>
    public int Done { get; private set; }

    /// <summary>Evaluations that the space is too small for; 0 before that shows.</summary>
    public int Missing { get; private set; }

    public bool HasEnded => Done + Missing >= budget;

    /// <summary>After 1, 2, 3, … subnets, fraction of the experiment's box.</summary>
    public ImmutableArray<double> Hypervolume => front.Hypervolume;

    /// <summary>The smallest and the largest subnet, with which every search begins.</summary>
    public void Begin(IEnumerable<Architecture> ends, CancellationToken stop) => Evaluate([.. ends.Distinct()], asked: null, stop);

    /// <summary>One batch: asked for, evaluated, told.</summary>
    public void Step(CancellationToken stop)
    {
        var proposals = strategy.Ask(Math.Min(BatchSize, budget - Done));
        if (proposals.Count == 0)
        {
            Missing = budget - Done;
            return;
        }

        Evaluate([.. proposals.Distinct()], proposal, stop);
    }

    private void Evaluate(IReadOnlyList<Architecture> architectures, Proposal? asked, CancellationToken stop)
    {
        var observations = new List<Observation>();
        foreach (var architecture in architectures)
        {
            var evaluation = known.Of(architecture, asked, stop);
            front.Add(Done++, evaluation);
            observations.Add(observe(architecture, evaluation));
            advanced();
        }

        strategy.Tell(observations);
    }
}
