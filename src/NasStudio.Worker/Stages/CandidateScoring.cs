using System.Globalization;
using NasStudio.Core.Experiments;
using NasStudio.Core.Search;
using NasStudio.Runs.Protocol;

namespace NasStudio.Worker.Stages;

/// <summary>Computes the metrics by which a strategy will rank its candidates, before it is asked: here it can be watched and stopped.</summary>
internal sealed class CandidateScoring(ExperimentDocument experiment, RunMaterials materials, NetworkFeatures features, RunProgress progress)
{
    public void Execute()
    {
        progress.Begin(RunStages.Score);
        var candidates = CandidateSet.Draw(materials.Space.Decisions, experiment.Search.Strategy.Candidates, experiment.Seed);
        progress.Log(string.Create(
            CultureInfo.InvariantCulture,
            $"{candidates.Count:N0} candidates are scored untrained, on {NetworkFeatures.Images} images each, by {string.Join(", ", experiment.Search.Strategy.MetricsOrAll)}."));
        var values = features.Of(candidates, done => progress.Advance(done, candidates.Count));
        for (var metric = 0; metric < features.Names.Length; metric++)
        {
            if (values.Count(row => double.IsNaN(row[metric])) is > 0 and var missing)
            {
                progress.Log($"{(missing == 1 ? "1 of the candidates has" : $"{missing} of the candidates have")} no finite {features.Names[metric]} and rank{(missing == 1 ? "s" : "")} last by it.", "warning");
            }
        }

        progress.Advance(1, 1);
    }
}
