using System.Collections.Immutable;
using NasStudio.Core.Objectives;
using NasStudio.Runs.Experiments;

namespace NasStudio.Runs.Feeds;

/// <summary>
/// All that pages and clients show of one run at one moment; immutable and shared by every reader. Evaluations and metrics
/// only grow, so a reader that holds the first n entries needs just the rest.
/// </summary>
/// <param name="Subnets">One per evaluated subnet, of each repeat, ascending Seq.</param>
/// <param name="Front">Indices into Subnets: feasible and not dominated in the first two objectives, ascending cost.</param>
/// <param name="Hypervolume">After each entry of Subnets, fraction of the box; 0 while there is no box.</param>
public sealed record RunSnapshot(
    RunRow Run,
    ImmutableArray<Subnet> Subnets,
    ImmutableArray<int> Front,
    ImmutableArray<double> Hypervolume,
    ImmutableArray<MetricRow> Metrics,
    ImmutableArray<LogRow> Log,
    ObjectiveDefinition BestBy)
{
    /// <summary>The subnet with a sequence number; null where there is none. They ascend.</summary>
    public Subnet? AtSeq(long seq)
    {
        var index = FirstAfter(seq - 1);
        return index < Subnets.Length && Subnets[index].Seq == seq ? Subnets[index] : null;
    }

    /// <summary>Index of the first subnet after a sequence number; the count where there is none.</summary>
    public int FirstAfter(long seq)
    {
        var (low, high) = (0, Subnets.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Subnets[middle].Seq > seq ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    public double CurrentHypervolume => Hypervolume.IsEmpty ? 0 : Hypervolume[^1];

    /// <summary>Proposals that compute what an earlier one does and were not evaluated again.</summary>
    public int DuplicatesAvoided => Tally.Duplicates;

    /// <summary>The most accurate feasible subnet, or on a table the one best in its first objective; null before the first.</summary>
    public Subnet? Best => Tally.Best is { } best ? Subnets[best] : null;

    /// <summary>Of all <see cref="Subnets"/>.</summary>
    internal SubnetTally Tally { get; init; } = SubnetTally.None;
}

/// <param name="Final">Test accuracy and 40 latency trials; only for the final front, the smallest and the largest subnet.</param>
public sealed record Subnet(long Seq, Core.Experiments.Evaluation Search, Core.Experiments.Evaluation? Final)
{
    public string Id => Search.SubnetId;
}
