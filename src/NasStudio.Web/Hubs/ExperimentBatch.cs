using System.Text.Json;
using NasStudio.Core.Experiments;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Api;
using NasStudio.Web.Columns;

namespace NasStudio.Web.Hubs;

/// <summary>
/// One message of Watch: the subnets after the caller's last sequence number, as columns of equal length, and where the run
/// stands. A client appends <see cref="Points"/>, <see cref="Values"/> and <see cref="Metrics"/> and replaces everything else.
/// </summary>
/// <param name="Run">Number of the run that the points belong to; null for a Draft.</param>
/// <param name="Reset">Throw away points and curves held so far: they belong to another run, this batch starts from the beginning.</param>
/// <param name="LastSeq">Pass it to WatchRun, with <paramref name="Run"/>, after a reconnect.</param>
/// <param name="More">Further points follow at once; a client may wait for the last batch of the burst before it draws.</param>
/// <param name="Values">Columns beside those of Points, by name, where a benchmark table is searched.</param>
/// <param name="Choices">Choice indices of the same subnets.</param>
/// <param name="FrontIds">Ids of the whole front, ascending first cost; some may arrive with a later batch of the burst.</param>
/// <param name="FrontSeqs">The same by sequence number.</param>
/// <param name="Metrics">Curve points that are new on this stream; a new stream starts with the first one.</param>
public sealed record ExperimentBatch(
    int? Run,
    bool Reset,
    long LastSeq,
    bool More,
    PointColumns Points,
    IReadOnlyDictionary<string, IReadOnlyList<double?>> Values,
    ChoiceColumns Choices,
    IReadOnlyList<string> FrontIds,
    IReadOnlyList<long> FrontSeqs,
    IReadOnlyList<CurvePoint> Metrics,
    RunProgress Progress)
{
    private byte[]? _json;

    /// <summary>As it goes over the wire: written once, however many watch.</summary>
    internal byte[] Json => _json ??= JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web);

    internal bool SaysNothingNewAfter(ExperimentBatch previous) =>
        !Reset && !More && !previous.More && Run == previous.Run && Points.Ids.Count == 0 && Metrics.Count == 0
        && Progress == previous.Progress && FrontIds.SequenceEqual(previous.FrontIds);
}

/// <summary>Columns of subnets in the order of evaluation; null where the search does not look at a value.</summary>
/// <param name="Accuracy">Fraction 0..1, validation split.</param>
/// <param name="LatencyMs">Milliseconds, one image.</param>
/// <param name="Macs">Multiply-accumulates.</param>
/// <param name="Hypervolume">After this subnet, fraction of the experiment's box.</param>
/// <param name="Baseline">Whether only random search asked for it, beside a strategy.</param>
/// <param name="Estimated">Whether the latency was estimated, not measured.</param>
public sealed record PointColumns(
    IReadOnlyList<string> Ids,
    IReadOnlyList<long> Seqs,
    IReadOnlyList<double?> Accuracy,
    IReadOnlyList<double?> LatencyMs,
    IReadOnlyList<double?> Macs,
    IReadOnlyList<double?> Parameters,
    IReadOnlyList<bool> Feasible,
    IReadOnlyList<double> Hypervolume,
    IReadOnlyList<bool> Baseline,
    IReadOnlyList<bool> Estimated)
{
    public static readonly PointColumns None = new([], [], [], [], [], [], [], [], [], []);

    public static PointColumns Of(RunSnapshot snapshot, int first, int count)
    {
        var subnets = snapshot.Subnets.Slice(first, count);
        return new PointColumns(
            [.. subnets.Select(subnet => subnet.Id)],
            [.. subnets.Select(subnet => subnet.Seq)],
            [.. subnets.Select(subnet => subnet.Value("accuracy"))],
            [.. subnets.Select(subnet => subnet.Value("latency"))],
            [.. subnets.Select(subnet => subnet.Value("macs"))],
            [.. subnets.Select(subnet => subnet.Value("parameters"))],
            [.. subnets.Select(subnet => subnet.Search.Feasible)],
            [.. snapshot.Hypervolume.Slice(first, count)],
            [.. subnets.Select(subnet => subnet.Search.Proposal?.By == Proposal.Random)],
            [.. subnets.Select(subnet => subnet.Search.Latency?.Origin == "estimated")]);
    }

    /// <summary>Further columns beside these, by name, where the subnets are rows of a benchmark table; else none.</summary>
    public static Dictionary<string, IReadOnlyList<double?>> OfTable(RunSnapshot snapshot, int first, int count)
    {
        var rows = snapshot.Subnets.Slice(first, count);
        return rows.Where(row => row.Search.Repeat is not null).SelectMany(row => row.Search.Values.Keys).Distinct().ToDictionary(
            objective => objective,
            IReadOnlyList<double?> (objective) => [.. rows.Select(row => row.Value(objective))],
            StringComparer.Ordinal);
    }
}

/// <param name="Name">"loss", "learningRate", "accuracy.smallest", "accuracy.random", "accuracy.largest", "macs".</param>
/// <param name="Value">Null where the worker reported no finite number.</param>
public sealed record CurvePoint(long Step, string Name, double? Value)
{
    public static CurvePoint Of(MetricRow row) => new(row.Step, row.Name, double.IsFinite(row.Value) ? row.Value : null);
}

/// <param name="State">Spelled as in the API.</param>
/// <param name="Progress">Of the whole run, 0..1.</param>
/// <param name="Hypervolume">Fraction of the experiment's box.</param>
/// <param name="Error">The sentence for the page.</param>
public sealed record RunProgress(
    string State,
    string? Stage,
    double Progress,
    SecondsRange? EtaSeconds,
    EvaluationCount Evaluations,
    double Hypervolume,
    string? Error)
{
    public static readonly RunProgress Draft = new(nameof(RunState.Draft), null, 0, null, new EvaluationCount(0, 0), 0, null);

    public static RunProgress Of(RunSnapshot snapshot) => new(
        snapshot.Run.State.ToString(),
        snapshot.Run.Stage,
        snapshot.Run.Progress,
        SecondsRange.Of(snapshot.Run),
        new EvaluationCount(snapshot.Run.EvaluationsDone, snapshot.Run.EvaluationsPlanned),
        snapshot.CurrentHypervolume,
        snapshot.Run.Error);
}
