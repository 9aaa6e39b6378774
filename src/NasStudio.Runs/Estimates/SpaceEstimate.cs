using System.Collections.Immutable;
using NasStudio.Core.Experiments;

namespace NasStudio.Runs.Estimates;

/// <summary>Memory and disk of a run, counted from its document.</summary>
public static class SpaceEstimate
{
    /// <summary>Journal and database: an evaluation with its origins, and a line of metrics.</summary>
    private const int BytesPerEvaluation = 3000;
    private const int BytesPerStep = 400;

    /// <summary>Names and shapes in a file of statistics.</summary>
    private const int BytesPerFile = 6000;

    /// <param name="paces">Of this machine; what the worker's runtime needs is measured, and left out before it was.</param>
    public static EstimateRange Memory(ExperimentDocument document, RunWork work, IReadOnlyList<RunPace> paces)
    {
        double numbers = work.Parameters * sizeof(float);
        var runtime = paces.Select(pace => pace.RuntimeBytes).Where(bytes => bytes > 0).ToList();
        var projection = document.Training.Gradients.Conflicts == "project" ? 2 : 0;
        var copies = 2 + StateOf(document) + AverageOf(document) + projection;
        ImmutableArray<EstimatePart> parts =
        [
            new("weights, gradients, optimiser", numbers * copies, numbers * (copies + 1)),

            // Of one draw at the least; draws of a step stand side by side, and what is freed is not given back at once.
            new("activations of a batch", work.ActivationBytes, work.ActivationBytes * Math.Max(2, work.PassesPerStep) * 1.5),
            new("images", work.ImageBytes * 0.5, work.ImageBytes * 1.5),
            new("libraries", runtime.Count == 0 ? 0 : runtime.Min(), runtime.Count == 0 ? 0 : runtime.Max()),
        ];
        var unmeasured = runtime.Count == 0 ? "without the libraries, which were not measured yet" : "libraries as measured";
        return Range(parts, $"Counted: {work.Parameters:N0} parameters of the supernet × {copies} copies, layer outputs of the largest subnet for one batch, the images; {unmeasured}.");
    }

    public static EstimateRange Disk(ExperimentDocument document, RunWork work)
    {
        double numbers = work.Parameters * sizeof(float);
        var checkpoint = numbers * (1 + StateOf(document) + AverageOf(document));
        var statistics = work.Evaluations * (work.StatisticsBytes + BytesPerFile);
        ImmutableArray<EstimatePart> parts =
        [
            new("supernet", numbers, numbers),
            new("checkpoints, the latest two", checkpoint, 2 * checkpoint),
            new("statistics of evaluated subnets", statistics * 0.25, statistics),
            new("journal and database", (work.Evaluations * BytesPerEvaluation * 0.5) + (work.Steps * BytesPerStep * 0.1), (work.Evaluations * BytesPerEvaluation * 2.0) + (work.Steps * BytesPerStep)),
        ];
        return Range(parts, "Counted: files of the supernet, of the latest two checkpoints and of each evaluated subnet’s statistics; the journal by its usual size.");
    }

    /// <summary>Numbers that the optimiser keeps for each parameter.</summary>
    private static int StateOf(ExperimentDocument document) => document.Training.Optimizer.Name == "sgd" ? 1 : 2;

    private static int AverageOf(ExperimentDocument document) => document.Training.WeightAverage > 0 ? 1 : 0;

    private static EstimateRange Range(ImmutableArray<EstimatePart> parts, string basis) => new(
        parts.Sum(part => part.Low),
        parts.Sum(part => part.High),
        [.. parts.Where(part => part.High > 0).OrderByDescending(part => part.High)],
        basis);
}
