using System.Text.Json.Serialization;
using NasStudio.Core.Experiments;
using NasStudio.Core.Networks;
using NasStudio.Core.Spaces;
using NasStudio.Runs.Feeds;

namespace NasStudio.Web.Api;

/// <summary>One subnet in full: the row of the list, every evaluation with its origin, and the network layer by layer.</summary>
/// <param name="Origins">The search's evaluation and, where there is one, the final one.</param>
public sealed record SubnetDetail(SubnetAnswer Subnet, IReadOnlyList<OriginAnswer> Origins, NetworkAnswer Network)
{
    public static SubnetDetail Of(Subnet subnet, SearchSpace space, NetworkInput input, bool onFront)
    {
        var architecture = space.Decisions.Canonical(subnet.Search.Choices.AsSpan());
        return new SubnetDetail(
            SubnetAnswer.Of(subnet, space.Decisions, onFront),
            [.. new[] { subnet.Search, subnet.Final }.OfType<Evaluation>().Select(OriginAnswer.Of)],
            NetworkAnswer.Of(space.Expand(architecture, input)));
    }
}

/// <summary>How the numbers of one evaluation were obtained.</summary>
/// <param name="Fidelity">"Search" or "Final".</param>
/// <param name="Values">By objective: accuracy 0..1, latency in milliseconds, macs, parameters.</param>
public sealed record OriginAnswer(
    Fidelity Fidelity,
    IReadOnlyDictionary<string, double> Values,
    long PeakActivationBytes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AccuracyOrigin? Accuracy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LatencyOrigin? Latency)
{
    public static OriginAnswer Of(Evaluation evaluation) =>
        new(evaluation.Fidelity, evaluation.Values, evaluation.PeakActivationBytes, evaluation.Accuracy, evaluation.Latency);
}
