using NasStudio.Core.Experiments;
using NasStudio.Runs.Feeds;

namespace NasStudio.Web.Parts;

/// <summary>One evaluated subnet in a table. Values are those of the search: validation split.</summary>
/// <param name="Values">Where a benchmark table is searched, its columns.</param>
/// <param name="Repeat">From 1, the search of a table that it belongs to.</param>
/// <param name="Duplicate">It computes the same as an earlier one, whose measurements these are.</param>
public sealed record SubnetRow(
    long Seq,
    string Id,
    double? Accuracy,
    double? LatencyMs,
    double? Macs,
    double? Parameters,
    bool Front,
    bool Feasible,
    IReadOnlyDictionary<string, double>? Values = null,
    bool Duplicate = false,
    int? Repeat = null)
{
    /// <summary>In words, as the tables show it.</summary>
    public string Place => Front ? "On the front" : Duplicate ? "Duplicate" : Feasible ? "Dominated" : "Infeasible";

    public static SubnetRow Of(Subnet subnet, bool front) => new(
        subnet.Seq,
        subnet.Id,
        Value(subnet.Search, "accuracy"),
        Value(subnet.Search, "latency"),
        Value(subnet.Search, "macs"),
        Value(subnet.Search, "parameters"),
        front,
        subnet.Search.Feasible,
        subnet.Search.Repeat is null ? null : subnet.Search.Values,
        subnet.Search.DuplicateOf is not null,
        subnet.Search.Repeat);

    /// <summary>A value of a table's row; null where there is none.</summary>
    public double? Column(string objective) => Values?.TryGetValue(objective, out var value) is true ? value : null;

    private static double? Value(Evaluation evaluation, string objective) =>
        evaluation.Values.TryGetValue(objective, out var value) ? value : null;
}
