using System.Globalization;
using System.Text.Json;
using NasStudio.Core.Documents;
using NasStudio.Core.Experiments;
using NasStudio.Runs.Experiments;

namespace NasStudio.Web.Experiments;

/// <summary>What name, tags and notes of a stored experiment may be; the same rules for pages and the API.</summary>
/// <remarks>Absent or null leaves as it is.</remarks>
public static class ExperimentEdits
{
    public const int MaximumTags = 20;
    public const int MaximumTagLength = 40;
    public const int MaximumNotesLength = 20_000;

    /// <summary>Reads { "name"?, "tags"?, "notes"? }.</summary>
    /// <exception cref="DocumentException">With every error found.</exception>
    public static ExperimentEdit Read(string json)
    {
        var reader = DocumentReader.Parse(json);
        var name = reader.Raw("name") is null ? null : reader.Text("name").Trim();
        var notes = reader.Raw("notes") is null ? null : reader.Text("notes");
        var edit = new ExperimentEdit(name, Tags(reader), notes);
        reader.End();
        reader.Errors.AddRange(Check(edit).Where(error => reader.Errors.TrueForAll(known => known.Path != error.Path)));
        reader.ThrowIfInvalid();
        return edit;
    }

    /// <summary>Every broken rule, by JSON path; none where the edit can be stored.</summary>
    public static IEnumerable<DocumentError> Check(ExperimentEdit edit)
    {
        if (edit.Name is { } name && (string.IsNullOrWhiteSpace(name) || name.Length > ExperimentDocument.MaximumNameLength || name.Any(char.IsControl)))
        {
            yield return new("name", string.Create(CultureInfo.InvariantCulture, $"{name.Length} characters; give 1 to {ExperimentDocument.MaximumNameLength} printable characters, not only spaces."));
        }

        if (edit.Tags is { } tags)
        {
            foreach (var error in CheckTags(tags))
            {
                yield return error;
            }
        }

        if (edit.Notes is { Length: > MaximumNotesLength } notes)
        {
            yield return new("notes", string.Create(CultureInfo.InvariantCulture, $"{notes.Length} characters; write at most {MaximumNotesLength}."));
        }
    }

    private static IEnumerable<DocumentError> CheckTags(IReadOnlyList<string> tags)
    {
        if (tags.Count > MaximumTags)
        {
            yield return new("tags", string.Create(CultureInfo.InvariantCulture, $"{tags.Count} tags; give at most {MaximumTags}."));
        }

        for (var i = 0; i < tags.Count; i++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"tags[{i}]");
            if (string.IsNullOrWhiteSpace(tags[i]) || tags[i].Length > MaximumTagLength || tags[i].Any(character => char.IsControl(character) || character == ','))
            {
                yield return new(path, string.Create(CultureInfo.InvariantCulture, $"“{tags[i]}” is no tag; use 1 to {MaximumTagLength} printable characters without a comma."));
            }
            else if (tags.Take(i).Contains(tags[i], StringComparer.OrdinalIgnoreCase))
            {
                yield return new(path, $"“{tags[i]}” is there already; give each tag once.");
            }
        }
    }

    private static string[]? Tags(DocumentReader reader)
    {
        switch (reader.Raw("tags"))
        {
            case null:
                return null;
            case { ValueKind: JsonValueKind.Array } array when array.EnumerateArray().All(tag => tag.ValueKind is JsonValueKind.String):
                return [.. array.EnumerateArray().Select(tag => tag.GetString()!.Trim())];
            case { } other:
                reader.Error("tags", $"{DocumentReader.Show(other)} is not an array of texts; write for example [\"baseline\"].");
                return null;
        }
    }
}
