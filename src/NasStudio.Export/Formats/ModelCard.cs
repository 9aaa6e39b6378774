using System.Globalization;
using System.Text;
using NasStudio.Core.Costs;
using NasStudio.Core.Experiments;

namespace NasStudio.Export.Formats;

/// <summary>
/// A model card (Mitchell et al. 2019) in Markdown: what the network is, where its numbers come from and how sure they are,
/// how to feed it, and what it is not.
/// </summary>
internal static class ModelCard
{
    public static string Of(SubnetPackage package)
    {
        var card = new StringBuilder();
        About(card, package);
        Making(card, package);
        Numbers(card, package);
        Use(card, package);
        Limits(card, package);
        return card.ToString();
    }

    private static void About(StringBuilder card, SubnetPackage package)
    {
        var cost = NetworkCost.Of(package.Network);
        var input = package.Network.Layers[0].Output;
        Line(card, $"# Subnet {package.SubnetId}");
        Line(card, $"");
        Line(card, $"An image classifier for {package.Classes.Length} classes of the data set **{Text(package.DatasetName)}**, found by neural architecture search in NasStudio (experiment \"{Text(package.ExperimentName)}\"). It reads float32 images of {input} (channels × height × width).");
        Line(card, $"");
        Line(card, $"| | |");
        Line(card, $"|---|---|");
        Line(card, $"| Multiply-accumulates, one image (papers: FLOPs) | {cost.Macs} |");
        Line(card, $"| Parameters | {cost.Parameters} |");
        Line(card, $"| Largest sum of activations alive at once, one image | {cost.PeakActivationBytes} bytes |");
        Line(card, $"| Layers | {package.Network.Layers.Length} |");
        Line(card, $"| Classes, in the order of the logits | {string.Join(", ", package.Classes.Select(Text))} |");
        Line(card, $"");
        Line(card, $"## Architecture");
        Line(card, $"");
        Line(card, $"| decision | value |");
        Line(card, $"|---|---|");
        foreach (var (decision, value) in package.Architecture)
        {
            Line(card, $"| {Text(decision)} | {Text(value)} |");
        }

        Line(card, $"");
    }

    private static void Making(StringBuilder card, SubnetPackage package)
    {
        Line(card, $"## How it was made");
        Line(card, $"");
        Line(card, $"The weights are a slice of a supernet trained together with many other subnets; they were not trained or fine-tuned alone. The batch-norm statistics were recalibrated for this subnet and are folded into the ONNX file.");
        if (package.Experiment is { } experiment)
        {
            var (training, search) = (experiment.Training, experiment.Search);
            var images = experiment.Dataset.TrainLimit is { } limit ? $"{limit} training images" : "the training split that validation leaves";
            Line(card, $"");
            Line(card, $"- Training: {training.Epochs} epochs on {images}, batches of {training.BatchSize}, sampler {Text(training.Sampler.Name)}, optimiser {Text(training.Optimizer.Name)} (learning rate {training.Optimizer.LearningRate}, weight decay {training.Optimizer.WeightDecay}), seed {experiment.Seed}.");
            Line(card, $"- Search: strategy {Text(search.Strategy.Name)}, {search.Evaluations} subnets, objectives {string.Join(" and ", search.Objectives.Select(Text))}, on {experiment.Dataset.Validation} validation images.");
        }

        Line(card, $"");
    }

    private static void Numbers(StringBuilder card, SubnetPackage package)
    {
        Line(card, $"## Numbers and where they come from");
        Line(card, $"");
        foreach (var evaluation in package.Evaluations)
        {
            Accuracy(card, evaluation);
            Latency(card, evaluation);
        }

        if (package.Evaluations.All(evaluation => evaluation.Accuracy is null && evaluation.Latency is null))
        {
            Line(card, $"Nothing was measured of this subnet but the exact counts above.");
        }

        Line(card, $"");
    }

    private static void Accuracy(StringBuilder card, Evaluation evaluation)
    {
        if (evaluation.Accuracy is not { } origin || !evaluation.Values.TryGetValue("accuracy", out var value))
        {
            return;
        }

        Line(card, $"- **Accuracy {value:0.0000}** ± {origin.StandardError:0.0000} (one standard error) on {origin.Images} images of the {origin.Split} split; weights: {origin.Weights}, statistics from {origin.RecalibrationImages} training images.{(origin.Split == "validation" ? " The search chose by this number, so it is somewhat too high." : "")}");
    }

    private static void Latency(StringBuilder card, Evaluation evaluation)
    {
        if (evaluation.Latency is not { } origin || !evaluation.Values.TryGetValue("latency", out var value))
        {
            return;
        }

        if (origin.Estimate is { } estimate)
        {
            Line(card, $"- **Latency {value:0.0000} ms**, one image, estimated for {Text(origin.Device)} with {origin.Runtime} by {estimate.Model}, fitted to {estimate.Measured} measured subnets: off by {estimate.RelativeError:0.0%} on those held out.");
            return;
        }

        Line(card, $"- **Latency {value:0.0000} ms**, one image, {origin.Origin} on {Text(origin.Device)} with {origin.Runtime}, {origin.Threads} thread: 20th percentile as a ratio to a fixed reference network ({origin.ReferenceMs:0.0000} ms) measured alternately, fastest of {origin.Trials} trials of {origin.Runs} runs after {origin.WarmUpRuns} warm-up runs. Two halves of the trials differ by {origin.RelativeSpread:0.0%}. All runs as timed: median {origin.MedianMs:0.0000} ms, 90th percentile {origin.P90Ms:0.0000} ms.");
    }

    private static void Use(StringBuilder card, SubnetPackage package)
    {
        var input = package.Network.Layers[0].Output;
        Line(card, $"## How to use it");
        Line(card, $"");
        Line(card, $"Divide pixels by 255, subtract the mean and divide by the standard deviation, channel by channel; resizing to the subnet's own resolution is part of the model. The same numbers stand in the ONNX file's metadata (`nasstudio.mean`, `nasstudio.std`, `nasstudio.classes`).");
        Line(card, $"");
        Line(card, $"```python");
        Line(card, $"import numpy as np, onnxruntime");
        Line(card, $"");
        Line(card, $"session = onnxruntime.InferenceSession(\"{package.SubnetId}.onnx\")");
        Line(card, $"mean = np.array([{SubnetMetadata.Numbers(package.Mean)}], np.float32).reshape(-1, 1, 1)");
        Line(card, $"std = np.array([{SubnetMetadata.Numbers(package.Deviation)}], np.float32).reshape(-1, 1, 1)");
        Line(card, $"pixels = np.zeros((1, {input[0]}, {input[1]}, {input[2]}), np.uint8)  # your images: [batch, channels, height, width]");
        Line(card, $"images = ((pixels.astype(np.float32) / 255 - mean) / std).astype(np.float32)");
        Line(card, $"logits = session.run([\"logits\"], {{\"input\": images}})[0]");
        Line(card, $"print(logits.argmax(axis=1))");
        Line(card, $"```");
        Line(card, $"");
    }

    private static void Limits(StringBuilder card, SubnetPackage package)
    {
        Line(card, $"## Limits");
        Line(card, $"");
        Line(card, $"- It knows only the classes above and answers one of them for every image, also for images unlike those of {Text(package.DatasetName)}.");
        Line(card, $"- Latency holds for the device and runtime named; on others the order of subnets can change, so measure there.");
        Line(card, $"- It was not examined for fairness, robustness or safety.");
        Line(card, $"");
        Line(card, $"## Licence");
        Line(card, $"");
        Line(card, $"NasStudio puts no terms on networks made with it. The licence of the data set, and of images of your own, may; see to it before you pass this network on.");
    }

    /// <summary>Names come from users: nothing of them may act as Markdown or HTML.</summary>
    private static string Text(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            if (char.IsControl(character))
            {
                text.Append(' ');
                continue;
            }

            if (@"\`*_[]<>|#".Contains(character, StringComparison.Ordinal))
            {
                text.Append('\\');
            }

            text.Append(character);
        }

        return text.ToString();
    }

    private static void Line(StringBuilder card, FormattableString text) => card.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
