using System.Text.Json.Serialization;
using NasStudio.Core.Decisions;
using NasStudio.Runs.Feeds;

namespace NasStudio.Web.Api;

/// <summary>One evaluated subnet in a list.</summary>
/// <param name="Seq">Ascending in the order of evaluation; pass the last one as "after".</param>
/// <param name="Architecture">Decision → chosen value, active decisions only.</param>
/// <param name="Accuracy">Validation split, fraction 0..1; null where the search does not look at it.</param>
/// <param name="LatencyMs">Milliseconds, one image; null where the search does not look at it.</param>
/// <param name="Macs">Multiply-accumulates (papers: FLOPs).</param>
/// <param name="Values">On a table, its columns; null where a supernet was trained.</param>
/// <param name="Repeat">From 1, the seed's search that asked for it first.</param>
/// <param name="ProposedBy">"strategy" or "random", which went beside it; null on a table, and for the smallest and the largest subnet.</param>
/// <param name="DuplicateOf">The earlier subnet that computes the same, whose measurements these are.</param>
/// <param name="Test">Only for the final front, the smallest and the largest subnet.</param>
public record SubnetAnswer(
    string Id,
    long Seq,
    IReadOnlyDictionary<string, object> Architecture,
    double? Accuracy,
    double? LatencyMs,
    long? Macs,
    long? Parameters,
    bool Front,
    bool Feasible,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, double>? Values,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Repeat,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ProposedBy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TestAccuracy? Test,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? DuplicateOf = null)
{
    public static SubnetAnswer Of(Subnet subnet, DecisionSpace? space, bool front) => new(
        subnet.Id,
        subnet.Seq,
        Choices(space, subnet),
        subnet.Value("accuracy"),
        subnet.Value("latency"),
        subnet.Whole("macs"),
        subnet.Whole("parameters"),
        front,
        subnet.Search.Feasible,
        subnet.Search.Repeat is null ? null : subnet.Search.Values,
        subnet.Search.Repeat ?? subnet.Search.Proposal?.Repeat,
        subnet.Search.Proposal?.By,
        TestAccuracy.Of(subnet),
        subnet.Search.DuplicateOf);

    /// <summary>In the space's order; numbers stay numbers. Nothing where the table that says them is gone.</summary>
    private static Dictionary<string, object> Choices(DecisionSpace? space, Subnet subnet)
    {
        if (space is null)
        {
            return [];
        }

        var architecture = space.Canonical(subnet.Search.Choices.AsSpan());
        return space.Describe(architecture).ToDictionary(
            pair => pair.Key, object (pair) => pair.Value.Number is { } number ? number : pair.Value.Text, StringComparer.Ordinal);
    }
}

/// <param name="Accuracy">Fraction 0..1 of the test split.</param>
/// <param name="Images">Images classified.</param>
public sealed record TestAccuracy(double Accuracy, int Images)
{
    public static TestAccuracy? Of(Subnet subnet) =>
        subnet.Final is { Accuracy: { Split: "test" } origin } final && final.Values.TryGetValue("accuracy", out var accuracy)
            ? new TestAccuracy(accuracy, origin.Images)
            : null;
}

internal static class SubnetValues
{
    /// <summary>What the search found for an objective; null where it did not look.</summary>
    public static double? Value(this Subnet subnet, string objective) =>
        subnet.Search.Values.TryGetValue(objective, out var value) ? value : null;

    /// <summary>The same for a count; null also where a table has other numbers under that name.</summary>
    public static long? Whole(this Subnet subnet, string objective) =>
        subnet.Value(objective) is { } value && value == Math.Floor(value) && Math.Abs(value) < 1e15 ? (long)value : null;
}
