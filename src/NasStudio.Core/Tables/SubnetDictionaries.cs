using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace NasStudio.Core.Tables;

/// <summary>
/// Results of DyNAS-T: a column "Sub-network" holds a Python dictionary, <c>{'d': [2, 3], 'r': [224]}</c>, other columns a date
/// and metrics. The entries become <c>params_d_0</c>, <c>params_d_1</c>, <c>params_r_0</c> behind the other columns, and columns of
/// numbers become <c>values_…</c>, so that the rest is read as any table and errors keep their columns.
/// </summary>
internal static class SubnetDictionaries
{
    private const string ColumnName = "Sub-network";

    /// <summary>The column of dictionaries; −1 where the file is no such table.</summary>
    public static int ColumnOf(CsvLine header) => header.Cells.ToList().FindIndex(name => name.Trim().Equals(ColumnName, StringComparison.OrdinalIgnoreCase));

    /// <param name="lines">The header first; all of one length.</param>
    public static List<CsvLine> Expand(List<CsvLine> lines, int column, TableErrors errors)
    {
        var entries = new List<List<(string Name, string Value)>>(lines.Count);
        foreach (var line in lines.Skip(1))
        {
            var entry = Entries(line.Cells[column]);
            if (entry is null)
            {
                errors.Add(line.Number, column, ColumnName, $"\"{Short(line.Cells[column])}\" is no dictionary of numbers, words and lists of them; write it like {{'d': [2, 3], 'r': [224]}}.");
            }
            else if (entries.Count > 0 && !entry.Select(pair => pair.Name).SequenceEqual(entries[0].Select(pair => pair.Name)))
            {
                errors.Add(line.Number, column, ColumnName, $"\"{Short(line.Cells[column])}\" has other entries than the first line below the header; give each the same keys, in one order, with lists of the same lengths.");
            }
            else
            {
                entries.Add(entry);
            }
        }

        if (errors.Count > 0)
        {
            return lines;
        }

        var header = lines[0].Cells.Select((name, index) => IsMetric(lines, index) && index != column ? $"values_{name.Trim()}" : name);
        return
        [
            lines[0] with { Cells = [.. header, .. entries[0].Select(pair => $"params_{pair.Name}")] },
            .. lines.Skip(1).Zip(entries, (line, entry) => line with { Cells = [.. line.Cells, .. entry.Select(pair => pair.Value)] }),
        ];
    }

    private static bool IsMetric(List<CsvLine> lines, int column) =>
        lines.Skip(1).Any(line => double.TryParse(line.Cells[column], NumberStyles.Float, CultureInfo.InvariantCulture, out _));

    /// <summary>Null where the text is no such dictionary. What Python quotes singly, JSON quotes doubly.</summary>
    private static List<(string Name, string Value)>? Entries(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text.Replace('\'', '"').Replace("None", "null", StringComparison.Ordinal));
            return document.RootElement.ValueKind is JsonValueKind.Object ? [.. document.RootElement.EnumerateObject().SelectMany(property => Entries(property))] : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static ImmutableArray<(string Name, string Value)> Entries(JsonProperty property) => property.Value.ValueKind is JsonValueKind.Array
        ? [.. property.Value.EnumerateArray().Select((value, index) => (string.Create(CultureInfo.InvariantCulture, $"{property.Name}_{index}"), Value(value)))]
        : [(property.Name, Value(property.Value))];

    private static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        _ => throw new JsonException(),
    };

    private static string Short(string cell) => cell.Length <= 80 ? cell : $"{cell[..77]}…";
}
