using NasStudio.Core.Objectives;

namespace NasStudio.Runs.Feeds;

/// <summary>What is said of all subnets of a run together, carried on from one snapshot to the next: O(1) for each that is added.</summary>
/// <param name="Best">Index of the feasible subnet of the lowest cost; of equal ones the first.</param>
/// <param name="BestCost">Its cost: smaller is better.</param>
/// <param name="Duplicates">Proposals that compute what an earlier one does.</param>
internal sealed record SubnetTally(int? Best, double BestCost, int Duplicates)
{
    public static readonly SubnetTally None = new(null, double.PositiveInfinity, 0);

    public SubnetTally With(int index, Subnet subnet, ObjectiveDefinition bestBy)
    {
        var duplicates = Duplicates + (subnet.Search.DuplicateOf is null ? 0 : 1);
        return subnet.Search.Feasible && subnet.Search.Values.TryGetValue(bestBy.Name, out var value) && (Best is null || bestBy.Cost(value) < BestCost)
            ? new(index, bestBy.Cost(value), duplicates)
            : this with { Duplicates = duplicates };
    }
}
