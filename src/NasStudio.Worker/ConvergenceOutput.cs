using System.Globalization;
using System.Text.Json;
using NasStudio.Core.Experiments;
using NasStudio.Core.Tables;
using NasStudio.Runs.Protocol;

namespace NasStudio.Worker;

/// <summary>How the searches came along, as a file while they run and as a sentence at their end.</summary>
internal static class ConvergenceOutput
{
    /// <summary>Readers see the earlier file or the new one, whole.</summary>
    public static void Write(string folder, Convergence convergence)
    {
        var path = Path.Combine(folder, RunFolder.Convergence);
        File.WriteAllBytes($"{path}.new", JsonSerializer.SerializeToUtf8Bytes(convergence, RunJson.Options));
        File.Move($"{path}.new", path, overwrite: true);
    }

    /// <summary>Logs whether the strategy beat random search; nothing where there was none.</summary>
    public static void Tell(RunProgress progress, ExperimentDocument experiment, Convergence convergence)
    {
        if (convergence.Comparison is { } comparison)
        {
            progress.Log(string.Create(CultureInfo.InvariantCulture, $"After {comparison.Evaluations} evaluations, {experiment.Search.Strategy.Name}: {comparison.Sentence}."));
        }
    }
}
