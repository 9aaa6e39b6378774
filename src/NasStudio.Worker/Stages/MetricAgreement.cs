using System.Globalization;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Core.Statistics;
using NasStudio.Runs.Protocol;

namespace NasStudio.Worker.Stages;

/// <summary>
/// How alike each metric orders the evaluated subnets and their measured accuracies order them: Kendall's τ. MACs are among the
/// metrics: what does not beat them is not worth its time.
/// </summary>
internal sealed class MetricAgreement(NetworkFeatures features, RunProgress progress)
{
    private const int Fewest = 3;

    /// <param name="evaluations">Duplicates among them are left out: their accuracies are others'.</param>
    /// <param name="last">Whether the search is over: then a line of the log says it, too.</param>
    public void Report(IReadOnlyList<(Architecture Architecture, Evaluation Evaluation)> evaluations, bool last)
    {
        evaluations = [.. evaluations.Where(evaluated => evaluated.Evaluation.DuplicateOf is null)];
        var values = features.Of([.. evaluations.Select(evaluated => evaluated.Architecture)]);
        var accuracies = evaluations.Select(evaluated => evaluated.Evaluation.Values[ObjectiveDefinition.Accuracy.Name]).ToArray();
        var taus = new List<(string Name, double Tau)>();
        for (var metric = 0; metric < features.Names.Length; metric++)
        {
            var known = Enumerable.Range(0, values.Count).Where(row => double.IsFinite(values[row][metric])).ToArray();
            if (known.Length >= Fewest)
            {
                var tau = RankCorrelation.KendallTau(Array.ConvertAll(known, row => values[row][metric]), Array.ConvertAll(known, row => accuracies[row]));
                taus.Add((features.Names[metric], tau));
                progress.Metric(evaluations.Count, MetricNames.Agreement + features.Names[metric], tau);
            }
        }

        if (last && taus.Count > 0)
        {
            var text = taus.OrderByDescending(entry => Math.Abs(entry.Tau)).Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Name} {entry.Tau:F2}"));
            progress.Log($"Kendall's τ with the accuracy of the {evaluations.Count} evaluated subnets: {string.Join(", ", text)}.");
        }
    }
}
