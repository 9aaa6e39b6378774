using NasStudio.Core.Experiments;
using NasStudio.Datasets;
using NasStudio.Runs.Protocol;

namespace NasStudio.Worker.Stages;

/// <summary>
/// Touches the test split once: for the final front, the smallest and the largest subnet. Their latency is measured again,
/// in twice as many trials.
/// </summary>
internal sealed class FinalReport(RunMaterials materials, SubnetBench bench, RunProgress progress)
{
    public SearchOutcome Execute(SearchOutcome outcome, DatasetCatalogue datasets, CancellationToken stop)
    {
        progress.Begin(RunStages.Report);
        var test = datasets.Open(materials.Dataset.Name).Read(DatasetSplit.Test, stop);
        bench.UseTestSplit(test);
        progress.Log($"The test split ({test.Count:N0} images) is read now, for the final front, the smallest and the largest subnet.");
        var subnets = outcome.Front.Select(index => outcome.Evaluations[index].Architecture)
            .Prepend(materials.Space.Largest)
            .Prepend(materials.Space.Smallest)
            .Distinct()
            .ToList();
        var final = new List<Evaluation>();
        foreach (var architecture in subnets)
        {
            stop.ThrowIfCancellationRequested();
            final.Add(bench.Evaluate(architecture, Fidelity.Final, stop));
            progress.Report(new EvaluationEvent(final[^1]));
            progress.Advance(final.Count, subnets.Count);
        }

        return outcome with { Final = final };
    }
}
