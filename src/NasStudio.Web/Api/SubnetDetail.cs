using System.Text.Json.Serialization;
using NasStudio.Core.Costs;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Networks;
using NasStudio.Core.Spaces;
using NasStudio.Runs.Feeds;

namespace NasStudio.Web.Api;

/// <summary>One subnet in full: what the list says, every evaluation with its origin, and the network layer by layer.</summary>
public sealed record SubnetDetail : SubnetAnswer
{
    private SubnetDetail(SubnetAnswer row, IReadOnlyList<OriginAnswer> origins, Network? network, PaperCount? paper)
        : base(row)
    {
        Origins = origins;
        Input = network?.Input;
        PaperMacs = network is null ? null : paper?.MacsOf(network);
        PeakActivationBytes = network is null ? null : NetworkCost.Of(network).PeakActivationBytes;
        Layers = network is null ? null : LayerAnswer.AllOf(network);
    }

    /// <summary>The search's evaluation and, where there is one, the final one.</summary>
    public IReadOnlyList<OriginAnswer> Origins { get; }

    /// <summary>Null, like all that follows, for the row of a table: nobody knows its network.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NetworkInput? Input { get; }

    /// <summary>Multiply-accumulates as the space's source counts them; absent where it counts as we do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? PaperMacs { get; }

    /// <summary>Largest sum of layer outputs alive at once, one image.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? PeakActivationBytes { get; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LayerAnswer>? Layers { get; }

    /// <summary>A row of a table: its values are all there is.</summary>
    public static SubnetDetail OfRow(Subnet subnet, DecisionSpace? space, bool onFront) =>
        new(SubnetAnswer.Of(subnet, space, onFront), [OriginAnswer.Of(subnet.Search)], network: null, paper: null);

    public static SubnetDetail Of(Subnet subnet, SearchSpace space, NetworkInput input, bool onFront)
    {
        var architecture = space.Decisions.Canonical(subnet.Search.Choices.AsSpan());
        return new SubnetDetail(
            SubnetAnswer.Of(subnet, space.Decisions, onFront),
            [.. new[] { subnet.Search, subnet.Final }.OfType<Evaluation>().Select(OriginAnswer.Of)],
            space.Expand(architecture, input),
            PaperCount.Find(space.Document.PaperCount));
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
