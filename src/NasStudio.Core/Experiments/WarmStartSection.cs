using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NasStudio.Core.Documents;

namespace NasStudio.Core.Experiments;

/// <summary>
/// Reads "search.warmStart": names or ids of earlier experiments, or files. Whether they are there and fit is for whoever knows
/// them to check.
/// </summary>
internal static class WarmStartSection
{
    public static ImmutableArray<WarmStartSource> Read(DocumentReader section)
    {
        const string Name = "warmStart";
        if (section.Raw(Name) is not { } value)
        {
            return [];
        }

        if (value.ValueKind is not JsonValueKind.Array || value.GetArrayLength() > SearchOptions.MaximumWarmStarts)
        {
            section.Error(Name, $"{DocumentReader.Show(value)} is not an array of at most {SearchOptions.MaximumWarmStarts} earlier experiments; give their names or ids, for example [\"first look\"].");
            return [];
        }

        var sources = ImmutableArray.CreateBuilder<WarmStartSource>();
        foreach (var (index, element) in value.EnumerateArray().Index())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{section.PathOf(Name)}[{index}]");
            if (Source(element, path, section.Errors) is not { } source)
            {
                continue;
            }

            if (sources.Contains(source))
            {
                section.Errors.Add(new(path, $"\"{source.Title}\" is named twice; name each earlier experiment once."));
            }

            sources.Add(source);
        }

        return sources.ToImmutable();
    }

    private static WarmStartSource? Source(JsonElement element, string path, List<DocumentError> errors)
    {
        if (element.ValueKind is JsonValueKind.String && element.GetString() is { Length: > 0 } name)
        {
            return new WarmStartSource(Experiment: name);
        }

        if (element.ValueKind is not JsonValueKind.Object)
        {
            errors.Add(new(path, $"{DocumentReader.Show(element)} is neither the name nor the id of an experiment; write one in quotes, or on the worker's command line {{ \"file\": \"front.csv\" }}."));
            return null;
        }

        var reader = DocumentReader.Of(element, path, errors);
        var file = reader.Text("file");
        reader.End();
        if (reader.Has("file") && file.Length == 0)
        {
            reader.Error("file", "\"\" is no path; give that of a front.csv.");
        }

        return new WarmStartSource(File: file);
    }
}

/// <summary>What a search starts from: one of the two is given.</summary>
/// <param name="Experiment">Name or id of an experiment of the studio; in a stored experiment its id.</param>
/// <param name="File">Path of a front.csv; only on the worker's command line.</param>
public sealed record WarmStartSource(string? Experiment = null, string? File = null)
{
    /// <summary>As people call it.</summary>
    public string Title => Experiment ?? File ?? "";
}
