using System.Collections.Immutable;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Feeds;

namespace NasStudio.Web.Tests.Subnets;

/// <summary>A run as pages see it, made of a few subnets.</summary>
internal static class SampleSnapshot
{
    public static RunSnapshot Of(ImmutableArray<Evaluation> evaluations, ImmutableArray<int> front) => new(
        new RunRow(
            Guid.Parse("01a209c6-1701-746f-a212-50fcdedcb07e"), Guid.Parse("01a209c6-1701-746f-a212-50fcdedcb07f"), 1, RunState.Completed, 1, null, null, 1, null, null,
            evaluations.Length, evaluations.Length, null, DateTimeOffset.UnixEpoch, null, null, null),
        [.. evaluations.Select((evaluation, index) => new Subnet(10 * (index + 1), evaluation, null))],
        front,
        [.. evaluations.Select(_ => 0.5)],
        [],
        [],
        ObjectiveDefinition.Accuracy);

    public static Evaluation Subnet(string id, double accuracy, double latency, bool feasible = true, params int[] choices) => new()
    {
        SubnetId = id,
        Choices = [.. choices],
        Fidelity = Fidelity.Search,
        Feasible = feasible,
        Values = ImmutableSortedDictionary<string, double>.Empty.Add("accuracy", accuracy).Add("latency", latency),
    };
}
