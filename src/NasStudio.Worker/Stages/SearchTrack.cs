using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Search;
using NasStudio.Runs.Feeds;

namespace NasStudio.Worker.Stages;

/// <summary>
/// One search of the supernet, with its own budget of distinct subnets and its own hypervolume. What another search has evaluated
/// counts here, too, as it would alone; so what a strategy is told, and proposes, does not depend on who searches beside it.
/// Of subnets that compute the same, the first that this search asks for counts; the strategy is told the others for nothing.
/// </summary>
/// <param name="observe">An evaluation as costs.</param>
/// <param name="front">Nothing added yet.</param>
/// <param name="counted">Called after every subnet that counts: whether it was measured for this search.</param>
internal sealed class SearchTrack(
    ISearchStrategy strategy,
    Proposal proposal,
    int budget,
    KnownEvaluations known,
    Func<Architecture, Evaluation, Observation> observe,
    FrontTrack front,
    Action<bool> counted)
{
    /// <summary>Proposals asked for at once: one NSGA-II generation would be as good, smaller batches show sooner.</summary>
    private const int BatchSize = 8;

    /// <summary>Proposals at most, in evaluations: a space whose subnets nearly all compute the same must not be walked through.</summary>
    private const int MostProposals = 20;

    /// <summary>Subnets that were measured, by whichever search, and stand for those that compute the same.</summary>
    private readonly HashSet<string> _functions = new(StringComparer.Ordinal);

    /// <summary>Distinct subnets so far, those that compute the same as one.</summary>
    public int Done { get; private set; }

    /// <summary>Evaluations that the space is too small for; 0 before that shows.</summary>
    public int Missing { get; private set; }

    /// <summary>Subnets asked for, those that count for nothing included.</summary>
    public long Proposals { get; private set; }

    /// <summary>Whether evaluations are missing because nearly all proposals were duplicates.</summary>
    public bool GaveUp => Missing > 0 && Proposals >= (long)MostProposals * budget;

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
        Missing = Done < budget && Proposals >= (long)MostProposals * budget ? budget - Done : 0;
    }

    private void Evaluate(IReadOnlyList<Architecture> architectures, Proposal? asked, CancellationToken stop)
    {
        var observations = new List<Observation>();
        foreach (var architecture in architectures)
        {
            var measured = known.Measured;
            var evaluation = known.Of(architecture, asked, stop);
            observations.Add(observe(architecture, evaluation));
            Proposals++;
            if (_functions.Add(evaluation.DuplicateOf ?? evaluation.SubnetId))
            {
                front.Add(Done++, evaluation with { DuplicateOf = null });
                counted(known.Measured > measured);
            }
        }

        strategy.Tell(observations);
    }
}
