using System.Collections.Immutable;
using System.Globalization;
using NasStudio.Core.Decisions;
using NasStudio.Core.Documents;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Core.Search;
using NasStudio.Runs.Protocol;
using NasStudio.Runs.Scheduling;

namespace NasStudio.Worker;

/// <summary>Where a run finds what its search starts from, and what the search is told of it.</summary>
internal static class WarmStart
{
    /// <summary>What the studio put beside the order.</summary>
    /// <exception cref="InvalidDataException">It is missing.</exception>
    public static ImmutableArray<EarlierRun> OfOrder(ExperimentDocument experiment, string folder)
    {
        var earlier = experiment.Search.WarmStart.IsEmpty ? [] : WarmStartFile.Read(folder);
        return earlier.Length == experiment.Search.WarmStart.Length
            ? earlier
            : throw new InvalidDataException($"{RunFolder.WarmStart} tells of {earlier.Length} earlier experiments, the experiment names {experiment.Search.WarmStart.Length}; start a new run.");
    }

    /// <summary>The files that a document on the command line names.</summary>
    /// <param name="read">The bytes of a file by its path.</param>
    /// <exception cref="DocumentException">With every error found.</exception>
    public static ImmutableArray<EarlierRun> OfFiles(ExperimentDocument experiment, DecisionSpace decisions, Func<string, string> read)
    {
        var runs = ImmutableArray.CreateBuilder<EarlierRun>();
        var errors = new List<DocumentError>();
        foreach (var (index, source) in experiment.Search.WarmStart.Index())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"search.warmStart[{index}]");
            if (source.File is not { } file)
            {
                errors.Add(new(path, $"\"{source.Title}\": experiments are known only to a studio; give {{ \"file\": \"front.csv\" }}."));
                continue;
            }

            try
            {
                runs.Add(EarlierRun.Of(Path.GetFileName(file), EarlierCsv.Read(read(file), decisions, experiment.Search.Measured), experiment.Search));
            }
            catch (DocumentException broken)
            {
                errors.AddRange(broken.Errors.Select(error => new DocumentError($"{path}.file", $"{file}, {error.Path}: {error.Message}")));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
            {
                errors.Add(new($"{path}.file", $"\"{file}\" cannot be read: {error.Message} Give the path of a front.csv."));
            }
        }

        return errors.Count == 0 ? runs.ToImmutable() : throw new DocumentException(errors);
    }

    /// <summary>The earlier evaluations as this search would have observed them.</summary>
    /// <param name="violation">Of this search's constraints, by values.</param>
    public static List<IReadOnlyList<Observation>> Observations(
        IEnumerable<EarlierRun> earlier, DecisionSpace decisions, ImmutableArray<ObjectiveDefinition> objectives, Func<IReadOnlyDictionary<string, double>, double> violation) =>
    [
        .. earlier.Select(IReadOnlyList<Observation> (run) =>
        [
            .. run.Evaluations.Select(evaluation => new Observation(
                decisions.Canonical(evaluation.Choices.AsSpan()),
                [.. objectives.Select(objective => objective.Cost(evaluation.Values[objective.Name]))],
                violation(evaluation.Values))),
        ]),
    ];

    /// <summary>For the log.</summary>
    public static void Report(IEnumerable<EarlierRun> earlier, RunProgress progress)
    {
        foreach (var run in earlier)
        {
            progress.Log(string.Create(
                CultureInfo.InvariantCulture,
                $"Informed by {run.Evaluations.Length:N0} evaluations of {run.Name}, which count neither as evaluations nor towards the front."));
        }
    }
}
