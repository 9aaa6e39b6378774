using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NasStudio.Core.Experiments;
using NasStudio.Runs.Experiments;

namespace NasStudio.Web.Comparisons;

/// <summary>One setting in which experiments differ.</summary>
/// <param name="Path">JSON path in the whole document, defaults written out: "search.strategy.population".</param>
/// <param name="Values">One an experiment, as JSON; null where it has no such setting.</param>
public sealed record SettingDifference(string Path, ImmutableArray<string?> Values)
{
    /// <summary>The settings that are not the same in all documents, in the first one's order; names are no setting.</summary>
    public static ImmutableArray<SettingDifference> Between(IReadOnlyList<ExperimentRow> experiments)
    {
        var settings = experiments.Select(experiment => Flat(experiment.Document)).ToList();
        return
        [
            .. settings.SelectMany(one => one.Keys).Distinct(StringComparer.Ordinal)
                .Select(path => new SettingDifference(path, [.. settings.Select(one => one.GetValueOrDefault(path))]))
                .Where(row => row.Path != "name" && row.Values.Distinct(StringComparer.Ordinal).Count() > 1),
        ];
    }

    private static Dictionary<string, string> Flat(ExperimentDocument document)
    {
        using var json = JsonDocument.Parse(ExperimentWriter.Write(document));
        var flat = new Dictionary<string, string>(StringComparer.Ordinal);
        Flatten(json.RootElement, "", flat);
        return flat;
    }

    /// <summary>Lists of plain values are one setting; an object in a list is named by its place, or by its own name.</summary>
    private static void Flatten(JsonElement element, string path, Dictionary<string, string> flat)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Flatten(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", flat);
                }

                break;
            case JsonValueKind.Array when element.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.Object):
                foreach (var (item, index) in element.EnumerateArray().Select((item, index) => (item, index)))
                {
                    Flatten(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), flat);
                }

                break;
            case JsonValueKind.Array:
                flat[path] = $"[{string.Join(", ", element.EnumerateArray().Select(item => item.GetRawText()))}]";
                break;
            case JsonValueKind.Null:
                break;
            default:
                flat[path] = element.ValueKind is JsonValueKind.String ? element.GetString()! : element.GetRawText();
                break;
        }
    }
}
