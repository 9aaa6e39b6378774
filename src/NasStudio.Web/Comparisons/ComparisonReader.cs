using System.Collections.Immutable;
using NasStudio.Web.Api;
using NasStudio.Web.Tables;

namespace NasStudio.Web.Comparisons;

/// <summary>Reads what a comparison is of.</summary>
public sealed class ComparisonReader(NewestRuns runs)
{
    /// <summary>Ids out of an address: comma-separated, each once, at most <see cref="ExperimentComparison.Most"/>; what is no id is passed over.</summary>
    public static ImmutableArray<Guid> Ids(string? text) =>
    [
        .. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => Guid.TryParse(part, out var id) ? id : (Guid?)null).OfType<Guid>().Distinct().Take(ExperimentComparison.Most),
    ];

    /// <summary>In the order of the ids; those that are gone are left out.</summary>
    public async Task<ExperimentComparison> ReadAsync(ImmutableArray<Guid> ids, CancellationToken cancellation)
    {
        var sources = new List<ComparisonSource>();
        foreach (var id in ids)
        {
            if (await runs.FindAsync(id, cancellation) is { } newest)
            {
                sources.Add(new ComparisonSource(newest.Experiment, newest.Snapshot, await ConvergenceFile.ReadAsync(newest.Experiment.NewestRun, cancellation)));
            }
        }

        return ExperimentComparison.Of(sources);
    }
}
