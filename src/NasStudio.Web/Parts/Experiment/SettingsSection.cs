using System.Text.Json;

namespace NasStudio.Web.Parts.Experiment;

/// <summary>A titled list of settings of a document.</summary>
/// <param name="Values">Name as in the document, value in words.</param>
public sealed record SettingsSection(string Title, IReadOnlyList<(string Name, string Value)> Values)
{
    /// <summary>Deeper ones would be lists of lists; they stand in one line.</summary>
    private const int Deepest = 2;

    /// <summary>The plain values of a document first, then one section for each object in it; a search space by its name.</summary>
    public static IReadOnlyList<SettingsSection> Of(JsonElement document)
    {
        var sections = new List<SettingsSection> { new("Experiment", [.. document.EnumerateObject().Where(property => !IsSection(property)).Select(property => (property.Name, Text(property.Value)))]) };
        foreach (var property in document.EnumerateObject().Where(IsSection))
        {
            var values = new List<(string, string)>();
            Collect(property.Value, "", 0, values);
            sections.Add(new(TitleOf(property.Name), values));
        }

        return sections;
    }

    private static bool IsSection(JsonProperty property) => property.Value.ValueKind is JsonValueKind.Object;

    private static void Collect(JsonElement element, string prefix, int depth, List<(string, string)> values)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (property.Value.ValueKind is JsonValueKind.Object && depth < Deepest)
            {
                Collect(property.Value, $"{prefix}{property.Name}.", depth + 1, values);
            }
            else if (AreNamed(property.Value))
            {
                values.AddRange(property.Value.EnumerateArray().Select(item => ($"{prefix}{property.Name}.{item.GetProperty("name").GetString()}", Members(item.EnumerateObject().Where(member => member.Name != "name")))));
            }
            else
            {
                values.Add((prefix + property.Name, Text(property.Value)));
            }
        }
    }

    /// <summary>Stages: each stands in a line of its own.</summary>
    private static bool AreNamed(JsonElement value) => value.ValueKind is JsonValueKind.Array && value.GetArrayLength() > 0
        && value.EnumerateArray().All(item => item.ValueKind is JsonValueKind.Object && item.TryGetProperty("name", out _));

    /// <summary>"trainLimit" → "Train limit".</summary>
    private static string TitleOf(string name) =>
        string.Concat(name.Select((letter, index) => index == 0 ? char.ToUpperInvariant(letter).ToString() : char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString()));

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "–",
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array when value.GetArrayLength() == 0 => "none",
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Text)),
        JsonValueKind.Object => Members(value.EnumerateObject()),
        _ => value.GetRawText(),
    };

    private static string Members(IEnumerable<JsonProperty> members) => string.Join(" · ", members.Select(member => $"{member.Name} {Text(member.Value)}"));
}
