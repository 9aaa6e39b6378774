using System.Globalization;
using System.Text.Json;
using NasStudio.Core.Experiments;
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

    /// <summary>
    /// What earlier launches evaluated, from their journals: the first measurement of a subnet stands, and is told again in
    /// place of a second one. Duplicates are left out, as they follow from the others, and so is what has lost its statistics.
    /// </summary>
    public static Dictionary<(string SubnetId, Fidelity Fidelity), Evaluation> Evaluations(string folder)
    {
        var evaluations = new Dictionary<(string SubnetId, Fidelity Fidelity), Evaluation>();
        foreach (var journal in Of(folder).Reverse().Select(launch => Path.Combine(launch, RunFolder.Journal)).Where(File.Exists))
        {
            foreach (var evaluation in Read(journal).Where(evaluation => evaluation.DuplicateOf is null && File.Exists(Path.Combine(folder, RunFolder.Statistics(evaluation.SubnetId)))))
            {
                evaluations.TryAdd((evaluation.SubnetId, evaluation.Fidelity), evaluation);
            }
        }

        return evaluations;
    }

    /// <summary>Up to the first broken line: after a power cut the end of a journal may be anything.</summary>
    private static List<Evaluation> Read(string journal)
    {
        var evaluations = new List<Evaluation>();
        try
        {
            foreach (var entry in EventJournal.Read(journal).OfType<EvaluationEvent>())
            {
                evaluations.Add(entry.Evaluation);
            }
        }
        catch (JsonException)
        {
            // What was read before it is whole.
        }

        return evaluations;
    }

    private static int? NumberOf(string folder) =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)) is ['e', .. var digits]
        && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
