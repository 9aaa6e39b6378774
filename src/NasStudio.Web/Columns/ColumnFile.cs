using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Nodes;
using NasStudio.Core.Decisions;
using NasStudio.Runs.Feeds;

namespace NasStudio.Web.Columns;

/// <summary>
/// The subnets of a run in one answer: a header in JSON (its length before it, 4 bytes little-endian), then the columns it
/// names, one after another. 12 to 18 bytes a subnet; ids are left out, a subnet is named by its sequence number.
/// </summary>
internal static class ColumnFile
{
    /// <summary>Sequence numbers, flags, values, the hypervolume where it grew, and the front.</summary>
    public static byte[] OfPoints(RunSnapshot snapshot)
    {
        var subnets = snapshot.Subnets;
        var body = new ColumnBytes();
        var columns = new JsonArray();
        Measured(columns, body, "seqs", "differences", () => body.AddDifferences(subnets.Select(subnet => subnet.Seq)));
        Measured(columns, body, "flags", "u1", () => body.Add([.. subnets.Select(subnet => (byte)subnet.Flags())]));
        foreach (var name in Names(snapshot))
        {
            var start = body.Length;
            var kind = body.AddPlanes([.. subnets.Select(subnet => subnet.Search.Values.TryGetValue(name, out var value) ? value : double.NaN)]);
            columns.Add(new JsonObject { ["name"] = name, ["kind"] = kind, ["bytes"] = body.Length - start, ["value"] = true });
        }

        var grown = Enumerable.Range(0, subnets.Length).Where(row => row == 0 || snapshot.Hypervolume[row] != snapshot.Hypervolume[row - 1]).ToArray();
        Measured(columns, body, "hypervolume.rows", "differences", () => body.AddDifferences(grown.Select(row => (long)row)));
        var values = grown.Select(row => snapshot.Hypervolume[row]).ToArray();
        var before = body.Length;
        columns.Add(new JsonObject { ["name"] = "hypervolume", ["kind"] = body.AddPlanes(values), ["bytes"] = body.Length - before });
        Measured(columns, body, "front", "differences", () => body.AddDifferences(snapshot.Front.Select(row => (long)row)));
        return Whole(Header(snapshot, columns), body);
    }

    /// <summary>The choice indices of the same subnets, and what they stand for.</summary>
    /// <param name="space">Null where the table that says it is gone.</param>
    public static byte[] OfChoices(RunSnapshot snapshot, DecisionSpace? space)
    {
        var choices = ChoiceColumns.Of(snapshot.Subnets.AsSpan());
        var body = new ColumnBytes();
        body.Add(choices.Data);
        var header = Header(snapshot, []);
        header["width"] = choices.Width;
        header["decisions"] = new JsonArray([.. Enumerable.Range(0, space?.Decisions.Length ?? choices.Decisions).Select(index => Described(space, index))]);
        header["columns"] = new JsonArray(new JsonObject { ["name"] = "choices", ["kind"] = "bytes", ["bytes"] = body.Length });
        return Whole(header, body);
    }

    /// <summary>Those with which a subnet of the run comes; the first has all, on a table and elsewhere.</summary>
    private static IEnumerable<string> Names(RunSnapshot snapshot) =>
        snapshot.Subnets.IsEmpty ? [] : snapshot.Subnets[0].Search.Values.Keys.Union(snapshot.Subnets[^1].Search.Values.Keys);

    private static JsonObject Header(RunSnapshot snapshot, JsonArray columns) => new()
    {
        ["run"] = snapshot.Run.Number,
        ["count"] = snapshot.Subnets.Length,
        ["columns"] = columns,
    };

    private static JsonObject Described(DecisionSpace? space, int index) => space is null
        ? new JsonObject { ["name"] = $"decision {index + 1}", ["values"] = new JsonArray(), ["kind"] = "number" }
        : new JsonObject
        {
            ["name"] = space.Decisions[index].Name,
            ["values"] = new JsonArray([.. space.Decisions[index].Choices.Select(choice => (JsonNode)choice.ToString())]),
            ["kind"] = space.Decisions[index].Choices.All(choice => choice.Number is not null) ? "number" : "text",
        };

    private static void Measured(JsonArray columns, ColumnBytes body, string name, string kind, Action write)
    {
        var start = body.Length;
        write();
        columns.Add(new JsonObject { ["name"] = name, ["kind"] = kind, ["bytes"] = body.Length - start });
    }

    private static byte[] Whole(JsonObject header, ColumnBytes body)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(header);
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
        return [.. length, .. text, .. body.ToArray()];
    }
}
