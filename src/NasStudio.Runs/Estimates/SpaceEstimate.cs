using System.Globalization;
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

    /// <summary>What a run may have more or less than those before it; more than one alone, because long runs have more than short ones.</summary>
    private const double Otherwise = 1.25;
    private const double OtherwiseThanOne = 1.5;

    /// <summary>
    /// Weights, gradients, the optimiser's state, what the layers of the largest subnet put out for a batch with its gradients, and the
    /// images. Draws that stand side by side and memory that the allocator does not give back come on top: how much is measured.
    /// </summary>
    public static double CountedBytes(ExperimentDocument document, RunWork work) => Counted(document, work).Sum(part => part.High);

    /// <param name="paces">Of this machine: what runs had beside what was counted for them, and what the worker's libraries need.</param>
    public static EstimateRange Memory(ExperimentDocument document, RunWork work, IReadOnlyList<RunPace> paces)
    {
        var factors = paces.Select(pace => pace.MemoryFactor).OfType<double>().ToList();
        var (low, high) = factors.Count == 0 ? (1.0, OtherwiseThanOne * Math.Max(2, work.PassesPerStep)) : (Math.Max(1, factors.Min() / Otherwise), factors.Max() * (factors.Count == 1 ? OtherwiseThanOne : Otherwise));
        var runtime = paces.Select(pace => pace.RuntimeBytes).Where(bytes => bytes > 0).ToList();
        EstimatePart[] parts =
        [
            .. Counted(document, work).Select(part => new EstimatePart(part.Name, part.Low * low, part.High * high)),
            new("libraries", runtime.Count == 0 ? 0 : runtime.Min(), runtime.Count == 0 ? 0 : runtime.Max()),
        ];
        var measured = factors.Count == 0
            ? "times 1 to one and a half times the draws of a step, which stand side by side"
            : string.Create(CultureInfo.InvariantCulture, $"times {low:F1} to {high:F1}, as {factors.Count} earlier {(factors.Count == 1 ? "run" : "runs")} here had at the peak");
        var libraries = runtime.Count == 0 ? "without the libraries, which were not measured yet" : "libraries as measured";
        return Range(parts, string.Create(CultureInfo.InvariantCulture, $"Counted from {work.Parameters:N0} parameters of the supernet, the layer outputs of the largest subnet for one batch and the images, {measured}; {libraries}."));
    }

    public static EstimateRange Disk(ExperimentDocument document, RunWork work)
    {
        double numbers = work.Parameters * sizeof(float);
        var checkpoint = numbers * (1 + StateOf(document) + AverageOf(document));
        var statistics = work.Evaluations * (work.StatisticsBytes + BytesPerFile);
        EstimatePart[] parts =
        [
            new("supernet", numbers, numbers),
            new("checkpoints, the latest two", checkpoint, 2 * checkpoint),
            new("statistics of evaluated subnets", statistics * 0.25, statistics),
            new("journal and database", (work.Evaluations * BytesPerEvaluation * 0.5) + (work.Steps * BytesPerStep * 0.1), (work.Evaluations * BytesPerEvaluation * 2.0) + (work.Steps * BytesPerStep)),
        ];
        return Range(parts, "Counted: files of the supernet, of the latest two checkpoints and of each evaluated subnet’s statistics; the journal by its usual size.");
    }

    private static EstimatePart[] Counted(ExperimentDocument document, RunWork work)
    {
        double numbers = work.Parameters * sizeof(float);
        var projection = document.Training.Gradients.Conflicts == "project" ? 2 : 0;
        var copies = numbers * (2 + StateOf(document) + AverageOf(document) + projection);
        return
        [
            new("weights, gradients, optimiser", copies, copies),
            new("layer outputs of a batch", 2 * work.ActivationBytes, 2 * work.ActivationBytes),
            new("images", work.ImageBytes, work.ImageBytes),
        ];
    }

    /// <summary>Numbers that the optimiser keeps for each parameter.</summary>
    private static int StateOf(ExperimentDocument document) => document.Training.Optimizer.Name == "sgd" ? 1 : 2;

    private static int AverageOf(ExperimentDocument document) => document.Training.WeightAverage > 0 ? 1 : 0;

    private static EstimateRange Range(IReadOnlyCollection<EstimatePart> parts, string basis) => new(
        parts.Sum(part => part.Low),
        parts.Sum(part => part.High),
        [.. parts.Where(part => part.High > 0).OrderByDescending(part => part.High)],
        basis);
}
