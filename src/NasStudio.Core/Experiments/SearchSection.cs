using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NasStudio.Core.Documents;
using NasStudio.Core.Latency;
using NasStudio.Core.Objectives;

namespace NasStudio.Core.Experiments;

/// <summary>Reads "search" of an experiment document; a null section is all defaults.</summary>
internal static class SearchSection
{
    public const int MaximumObjectives = 4;

    public static SearchOptions Read(DocumentReader? section)
    {
        var defaults = new SearchOptions();
        if (section is null)
        {
            return defaults;
        }

        var options = new SearchOptions
        {
            Strategy = StrategySection.Read(section.Child("strategy"), ofATable: false),
            Evaluations = section.WholeNumber("evaluations", defaults.Evaluations, SearchOptions.MinimumEvaluations, SearchOptions.MaximumEvaluations),
            Objectives = Objectives(section) ?? defaults.Objectives,
            Constraints = Constraints(section.Child("constraints")),
            Device = section.OneOf("device", SearchOptions.Devices, defaults.Device),
            RecalibrationImages = section.WholeNumber(
                "recalibrationImages",
                defaults.RecalibrationImages,
                SearchOptions.MinimumRecalibrationImages,
                SearchOptions.MaximumRecalibrationImages),
            Deduplicate = section.OneOf("deduplicate", SearchOptions.Deduplications, defaults.Deduplicate),
            Repeats = section.WholeNumber("repeats", defaults.Repeats, 1, ExperimentDocument.MaximumRepeats),
            Baseline = section.OneOf("baseline", SearchOptions.Baselines, defaults.Baseline),
            WarmStart = WarmStartSection.Read(section),
            Latency = Latency(section.Child("latency")),
        };
        section.End();
        StrategySection.CheckConstraint(section, options, ObjectiveDefinition.Macs.Name);
        return options with { Strategy = options.Strategy.For(options.Evaluations) };
    }

    private static LatencyOptions Latency(DocumentReader? section)
    {
        var defaults = new LatencyOptions();
        if (section is null)
        {
            return defaults;
        }

        var options = new LatencyOptions(
            section.OneOf("model", LatencyOptions.Models, defaults.Model),
            section.WholeNumber("measured", defaults.Measured, LatencyRegression.FewestMeasured, LatencyOptions.MaximumMeasured));
        section.End();
        return options;
    }

    /// <summary>Null where absent or after an error.</summary>
    private static ImmutableArray<string>? Objectives(DocumentReader section)
    {
        if (section.Raw("objectives") is not { } value)
        {
            return null;
        }

        if (value.ValueKind is not JsonValueKind.Array)
        {
            section.Error("objectives", $"{DocumentReader.Show(value)} is not an array; name 2 to {MaximumObjectives} of {Known}, for example [\"accuracy\", \"latency\"].");
            return null;
        }

        var names = ImmutableArray.CreateBuilder<string>();
        var errors = section.Errors.Count;
        foreach (var (index, element) in value.EnumerateArray().Index())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{section.PathOf("objectives")}[{index}]");
            if (Objective(element, path, section.Errors) is not { } name)
            {
                continue;
            }

            if (names.Contains(name))
            {
                section.Errors.Add(new(path, $"\"{name}\" is named twice; name each objective once."));
            }

            names.Add(name);
        }

        if (section.Errors.Count == errors)
        {
            CheckTogether(section, names);
        }

        return section.Errors.Count == errors ? names.ToImmutable() : null;
    }

    private static void CheckTogether(DocumentReader section, ImmutableArray<string>.Builder names)
    {
        var accuracy = ObjectiveDefinition.Accuracy.Name;
        if (!names.Contains(accuracy))
        {
            section.Error("objectives", $"{List(names)} lacks \"{accuracy}\", which every search looks at; add it.");
        }
        else if (names.Count < 2)
        {
            section.Error("objectives", $"{List(names)} has no cost to trade accuracy against; add at least one of "
                + $"{string.Join(", ", ObjectiveDefinition.All.Select(objective => objective.Name).Where(name => name != accuracy))}.");
        }
    }

    private static string? Objective(JsonElement element, string path, List<DocumentError> errors)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return KnownOrError(element.GetString()!, path, errors)?.Name;
            case JsonValueKind.Object:
                var reader = DocumentReader.Of(element, path, errors);
                var name = reader.Text("name");
                var definition = reader.Has("name") ? KnownOrError(name, reader.PathOf("name"), errors) : null;
                if (definition is not null && reader.Has("direction"))
                {
                    CheckDirection(reader, definition);
                }

                reader.Raw("direction");
                reader.End();
                return definition?.Name;
            default:
                errors.Add(new(path, $"{DocumentReader.Show(element)} is neither a name nor an object {{ \"name\", \"direction\" }}; use one of {Known}."));
                return null;
        }
    }

    private static void CheckDirection(DocumentReader reader, ObjectiveDefinition definition)
    {
        var usual = definition.Direction is Direction.Maximize ? "maximize" : "minimize";
        if (reader.Text("direction", usual) is var direction && direction != usual)
        {
            reader.Error("direction", $"\"{direction}\" is not allowed: {definition.Name} is searched to {usual}; write \"{usual}\" or leave it out.");
        }
    }

    private static ObjectiveDefinition? KnownOrError(string name, string path, List<DocumentError> errors)
    {
        var definition = ObjectiveDefinition.All.FirstOrDefault(objective => objective.Name == name);
        if (definition is null)
        {
            errors.Add(new(path, $"\"{name}\" is no objective; use {Known}."));
        }

        return definition;
    }

    private static ImmutableSortedDictionary<string, Bound> Constraints(DocumentReader? section)
    {
        var bounds = ImmutableSortedDictionary.CreateBuilder<string, Bound>(StringComparer.Ordinal);
        if (section is not null)
        {
            foreach (var objective in ObjectiveDefinition.All)
            {
                if (section.Child(objective.Name) is { } child)
                {
                    bounds[objective.Name] = Bound(child, objective);
                }
            }

            section.End();
        }

        return bounds.ToImmutable();
    }

    private static Bound Bound(DocumentReader section, ObjectiveDefinition objective)
    {
        // Counts are at least 1, latencies at least a microsecond, accuracies a fraction.
        var (smallest, largest) = objective.Unit switch
        {
            "fraction" => (0.001, 1.0),
            "ms" => (0.001, 1e9),
            _ => (1, 1e15),
        };
        return Bound(section, smallest, largest);
    }

    /// <summary>A bound between two numbers.</summary>
    public static Bound Bound(DocumentReader section, double smallest, double largest)
    {
        var errors = section.Errors.Count;
        double? minimum = section.Has("min") ? section.Number("min", smallest, smallest, largest) : null;
        double? maximum = section.Has("max") ? section.Number("max", largest, smallest, largest) : null;
        section.Raw("min");
        section.Raw("max");
        section.End();
        if (section.Errors.Count == errors && minimum is null && maximum is null)
        {
            section.Errors.Add(new(section.Path, "This bounds nothing; give \"min\", \"max\" or both, or leave it out."));
        }
        else if (section.Errors.Count == errors && minimum > maximum)
        {
            section.Error("min", string.Create(CultureInfo.InvariantCulture, $"{minimum} is above max, {maximum}: no subnet could satisfy both; swap or widen them."));
        }

        return new Bound(minimum, maximum);
    }

    private static string Known => string.Join(", ", ObjectiveDefinition.All.Select(objective => objective.Name));

    private static string List(IEnumerable<string> names) => $"[{string.Join(", ", names.Select(name => $"\"{name}\""))}]";
}
