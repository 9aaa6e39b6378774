using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NasStudio.Core.Documents;
using NasStudio.Core.Search;

namespace NasStudio.Core.Experiments;

/// <summary>Reads "strategy" of a search; a null section is all defaults.</summary>
internal static class StrategySection
{
    private const string Robot = "robot";
    private static readonly ImmutableArray<string> Varying = ["parents", "depthMutation", "stageMutation", "smallestChoice"];
    private static readonly ImmutableArray<string> Predicting = ["bananas", "linas", "smbo"];

    /// <param name="ofATable">A table knows decisions, but no networks.</param>
    public static StrategyOptions Read(DocumentReader? section, bool ofATable)
    {
        var defaults = new StrategyOptions();
        if (section is null)
        {
            return defaults;
        }

        var name = section.OneOf("name", SearchStrategies.Names, defaults.Name);
        var options = new StrategyOptions(name, Population(section, name, defaults))
        {
            Candidates = section.WholeNumber("candidates", defaults.Candidates, StrategyOptions.MinimumCandidates, StrategyOptions.MaximumCandidates),
            Rounds = section.WholeNumber("rounds", defaults.Rounds, 1, StrategyOptions.MaximumRounds),
            Metrics = Metrics(section, "metrics"),
            Features = Metrics(section, "features"),
            Evolution = Evolution(section, name),
        };
        section.End();
        if (ofATable && options.Name == Robot)
        {
            section.Error("name", $"robot needs training-free metrics of networks, and a table knows none; use one of {string.Join(", ", SearchStrategies.OnDecisionsAlone)}.");
        }
        else if (options.Metrics.Length > 0 && options.Name != Robot)
        {
            section.Error("metrics", $"Only robot ranks by metrics, {options.Name} does not; leave them out, or name the strategy robot.");
        }

        CheckFeatures(section, options, ofATable);
        return options;
    }

    /// <summary>0 where it follows from the evaluations (<see cref="StrategyOptions.For"/>).</summary>
    private static int Population(DocumentReader section, string name, StrategyOptions defaults) => StrategyOptions.EvaluationsPerFirst(name) is not null && section.Raw("population") is null
        ? 0
        : section.WholeNumber("population", defaults.Population, StrategyOptions.MinimumPopulation, StrategyOptions.MaximumPopulation);

    private static EvolutionOptions Evolution(DocumentReader section, string name)
    {
        var defaults = new EvolutionOptions();
        var options = new EvolutionOptions(
            section.Has("parents") ? section.WholeNumber("parents", defaults.Parents, 2, StrategyOptions.MaximumPopulation) : defaults.Parents,
            section.Number("depthMutation", defaults.DepthMutation, 0, 1),
            section.Number("stageMutation", defaults.StageMutation, 0, 1),
            section.Number("smallestChoice", defaults.SmallestChoice, 0, 1));
        section.Raw("parents");
        if (options != defaults && name != StrategyOptions.Constrained)
        {
            var written = Varying.First(section.Has);
            section.Error(written, $"Only {StrategyOptions.Constrained} varies by stages, {name} does not; leave it out, or name the strategy {StrategyOptions.Constrained}.");
        }

        return options;
    }

    /// <summary>A strategy that looks for the best within bounds has nothing to look for without any.</summary>
    /// <param name="search">The section around the strategy's.</param>
    /// <param name="example">Something that can be bounded.</param>
    public static void CheckConstraint(DocumentReader search, SearchOptions options, string example)
    {
        if (options.Strategy.NeedsConstraint && options.Constraints.IsEmpty && search.Errors.TrueForAll(error => !error.Path.StartsWith(search.PathOf("constraints"), StringComparison.Ordinal)))
        {
            search.Error("constraints", $"{options.Strategy.Name} looks for the most accurate subnet within bounds, and nothing is bounded; bound for example \"{example}\" with \"max\", \"min\" or both, or use linas.");
        }
    }

    private static void CheckFeatures(DocumentReader section, StrategyOptions options, bool ofATable)
    {
        if (options.Features.Length == 0)
        {
            return;
        }

        if (ofATable)
        {
            section.Error("features", $"{string.Join(", ", options.Features)} are numbers of networks, and a table knows none; leave them out.");
        }
        else if (!Predicting.Contains(options.Name))
        {
            section.Error("features", $"{options.Name} has no predictor that could learn from them; leave them out, or use {string.Join(", ", Predicting)}.");
        }
        else if (options.Name == "linas" && options.Features.Any(name => !ArchitectureMetrics.Counted.Contains(name)))
        {
            section.Error("features", $"linas looks at thousands of networks a round, too many to measure {string.Join(", ", options.Features)}; use {string.Join(", ", ArchitectureMetrics.Counted)}, or bananas or smbo.");
        }
    }

    /// <summary>Distinct names of metrics, a bare one counting as an array of one; empty where absent or after an error.</summary>
    private static ImmutableArray<string> Metrics(DocumentReader section, string name)
    {
        var known = string.Join(", ", ArchitectureMetrics.All);
        if (section.Raw(name) is not { } value)
        {
            return [];
        }

        if (value.ValueKind is JsonValueKind.String && ArchitectureMetrics.All.Contains(value.GetString()!))
        {
            return [value.GetString()!];
        }

        if (value.ValueKind is not JsonValueKind.Array)
        {
            section.Error(name, $"{DocumentReader.Show(value)} is no metric and no array of metrics; name some of {known}, for example [\"synflow\", \"macs\"].");
            return [];
        }

        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var (index, element) in value.EnumerateArray().Index())
        {
            var text = element.ValueKind is JsonValueKind.String ? element.GetString()! : null;
            var path = string.Create(CultureInfo.InvariantCulture, $"{section.PathOf(name)}[{index}]");
            if (text is null || !ArchitectureMetrics.All.Contains(text))
            {
                section.Errors.Add(new(path, $"{DocumentReader.Show(element)} is no metric; use {known}."));
            }
            else if (names.Contains(text))
            {
                section.Errors.Add(new(path, $"\"{text}\" is named twice; name each metric once."));
            }
            else
            {
                names.Add(text);
            }
        }

        return names.ToImmutable();
    }
}
