using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NasStudio.Core.Experiments;
using NasStudio.Runs.Protocol;

namespace NasStudio.Runs.Scheduling;

/// <summary>
/// What a run's search starts from, copied from the store for a worker that has none. Written once, at the run's first launch:
/// a later launch replays the same, whatever the earlier experiments have become.
/// </summary>
public static class WarmStartFile
{
    /// <summary>In the run's folder, above those of its launches. Nothing where the experiment starts from nothing. Whole or not at all.</summary>
    /// <exception cref="KeyNotFoundException">An earlier experiment was deleted, or has no evaluations any more.</exception>
    public static async Task WriteAsync(IRunStore store, ExperimentDocument experiment, string launchFolder, CancellationToken cancellation)
    {
        var path = PathOf(launchFolder);
        if (experiment.Search.WarmStart.IsEmpty || File.Exists(path))
        {
            return;
        }

        var runs = new List<EarlierRun>();
        foreach (var source in experiment.Search.WarmStart)
        {
            runs.Add(await FindAsync(store, source, experiment.Search, cancellation));
        }

        await File.WriteAllBytesAsync($"{path}.new", JsonSerializer.SerializeToUtf8Bytes(runs, RunJson.Options), cancellation);
        File.Move($"{path}.new", path, overwrite: true);
    }

    /// <summary>Nothing where the run started from nothing.</summary>
    public static ImmutableArray<EarlierRun> Read(string launchFolder)
    {
        var path = PathOf(launchFolder);
        return File.Exists(path) ? JsonSerializer.Deserialize<ImmutableArray<EarlierRun>>(File.ReadAllBytes(path), RunJson.Options) : [];
    }

    private static async Task<EarlierRun> FindAsync(IRunStore store, WarmStartSource source, SearchOptions search, CancellationToken cancellation)
    {
        var found = Guid.TryParse(source.Experiment, CultureInfo.InvariantCulture, out var id) ? await store.FindExperimentAsync(id, cancellation) : null;
        if (found is null)
        {
            throw new KeyNotFoundException($"The earlier experiment {source.Title}, which this one starts from, was deleted; clone this one without it.");
        }

        var stored = found.NewestRun is { } run ? (await store.LoadRunAsync(run.Id, cancellation)).Evaluations : [];
        var earlier = EarlierRun.Of(
            found.Name,
            stored.Select(row => row.Evaluation).Where(evaluation => evaluation.Fidelity is Fidelity.Search).Select(evaluation => new EarlierEvaluation(evaluation.Choices, evaluation.Values)),
            search);
        return earlier.Evaluations.IsEmpty
            ? throw new KeyNotFoundException($"The newest run of '{found.Name}', which this one starts from, has no evaluations with these objectives; run it again first, or clone this one without it.")
            : earlier;
    }

    private static string PathOf(string launchFolder) => Path.Combine(Path.GetDirectoryName(launchFolder)!, RunFolder.WarmStart);
}
