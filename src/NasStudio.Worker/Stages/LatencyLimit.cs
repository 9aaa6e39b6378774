using System.Globalization;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;

namespace NasStudio.Worker.Stages;

/// <summary>
/// A limit of latency can be checked only once something is measured: a search for the best within it ends at once where the smallest subnet breaks it.
/// </summary>
internal static class LatencyLimit
{
    /// <param name="smallest">The evaluation of the smallest subnet.</param>
    /// <exception cref="InvalidDataException">Even the smallest subnet takes longer.</exception>
    public static void Check(SearchOptions search, Evaluation smallest)
    {
        if (search.Strategy.NeedsConstraint
            && search.Constraints.GetValueOrDefault(ObjectiveDefinition.Latency.Name)?.Max is { } limit
            && smallest.Values[ObjectiveDefinition.Latency.Name] is var latency && latency > limit)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"search.constraints.latency.max: {limit} ms is below the smallest subnet's latency, measured as {latency:0.###} ms on this machine, so no subnet can be found; use more than {latency:0.###}."));
        }
    }
}
