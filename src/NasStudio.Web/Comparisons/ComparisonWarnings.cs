using System.Collections.Immutable;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;

namespace NasStudio.Web.Comparisons;

/// <summary>What must not be compared, in sentences for the page.</summary>
public static class ComparisonWarnings
{
    public static ImmutableArray<string> Of(IReadOnlyList<ComparisonSource> sources, ImmutableArray<ObjectiveDefinition> common) =>
        [.. sources.Count < 2 ? [] : OfData(sources).Concat(OfObjectives(sources, common)).Concat(OfLatency(sources, common)).Concat(OfProgress(sources))];

    /// <summary>Whether all classify the same data set, or search the same table: only then do hypervolumes share a box.</summary>
    public static bool ShareData(IReadOnlyList<ComparisonSource> sources) => sources.Select(source => DataOf(source.Experiment.Document)).Distinct(StringComparer.Ordinal).Count() <= 1;

    private static string DataOf(ExperimentDocument document) => document.Table is { } table ? $"table {table.Title}" : $"data set {document.Dataset.Name}";

    private static IEnumerable<string> OfData(IReadOnlyList<ComparisonSource> sources)
    {
        if (!ShareData(sources))
        {
            var data = sources.Select(source => DataOf(source.Experiment.Document)).Distinct(StringComparer.Ordinal);
            yield return $"These experiments stand on different data ({string.Join(", ", data)}): their accuracies mean different things, and no hypervolume is shown. Compare experiments on the same data.";
        }
    }

    private static IEnumerable<string> OfObjectives(IReadOnlyList<ComparisonSource> sources, ImmutableArray<ObjectiveDefinition> common)
    {
        if (sources.All(source => source.Experiment.Document.Search.ObjectiveDefinitions().SequenceEqual(sources[0].Experiment.Document.Search.ObjectiveDefinitions())))
        {
            yield break;
        }

        var shared = string.Join(" and ", common.Select(objective => objective.Name));
        yield return common.Length switch
        {
            2 => $"They search for different objectives; fronts are shown in the ones they share: {shared}.",
            1 => $"They share only the objective {shared}: there is no common front.",
            _ => "They share no objective: there is no common front.",
        };
    }

    private static IEnumerable<string> OfLatency(IReadOnlyList<ComparisonSource> sources, ImmutableArray<ObjectiveDefinition> common)
    {
        if (!common.Contains(ObjectiveDefinition.Latency))
        {
            yield break;
        }

        var devices = sources.Select(source => source.Run?.Subnets.Select(subnet => subnet.Search.Latency?.Device).FirstOrDefault(device => device is not null))
            .OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (devices.Count > 1)
        {
            yield return $"Latencies come from different devices ({string.Join(", ", devices)}): milliseconds of one say little about the other.";
        }
    }

    private static IEnumerable<string> OfProgress(IReadOnlyList<ComparisonSource> sources)
    {
        var without = sources.Where(source => source.Run is not { Subnets.IsEmpty: false }).Select(source => $"“{source.Experiment.Name}”").ToList();
        if (without.Count > 0)
        {
            yield return $"{string.Join(", ", without)} {(without.Count == 1 ? "has" : "have")} no evaluated subnet yet.";
        }
    }
}
