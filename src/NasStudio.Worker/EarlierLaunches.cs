using System.Globalization;
using NasStudio.Runs.Protocol;

namespace NasStudio.Worker;

/// <summary>What earlier launches of the same run left in the folders beside: HOME/runs/{run}/e1, e2, …</summary>
internal static class EarlierLaunches
{
    /// <summary>The newest first; none where the folder is not that of a launch.</summary>
    public static IEnumerable<string> Of(string folder)
    {
        var own = NumberOf(folder);
        return Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder)) is { } run && own is not null
            ? Directory.GetDirectories(run).Where(other => NumberOf(other) < own).OrderByDescending(NumberOf)
            : [];
    }

    /// <summary>
    /// Copies the statistics of subnets that were evaluated before: the supernet comes out the same, so they hold for it, and
    /// those subnets' files are looked for in the newest folder.
    /// </summary>
    public static void TakeStatistics(string folder)
    {
        foreach (var file in Of(folder).Select(launch => Path.Combine(launch, RunFolder.StatisticsFolder)).Where(Directory.Exists).SelectMany(Directory.GetFiles))
        {
            var copy = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, RunFolder.StatisticsFolder)).FullName, Path.GetFileName(file));
            if (!File.Exists(copy))
            {
                File.Copy(file, copy);
            }
        }
    }

    private static int? NumberOf(string folder) =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)) is ['e', .. var digits]
        && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
