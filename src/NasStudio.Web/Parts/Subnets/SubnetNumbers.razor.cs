using System.Globalization;
using Microsoft.AspNetCore.Components;
using NasStudio.Core.Costs;
using NasStudio.Core.Experiments;
using NasStudio.Runs.Feeds;

namespace NasStudio.Web.Parts.Subnets;

/// <summary>What is known about a subnet, every number with its origin.</summary>
public sealed partial class SubnetNumbers
{
    [Parameter]
    [EditorRequired]
    public Subnet Subnet { get; set; } = default!;

    [Parameter]
    [EditorRequired]
    public NetworkCost Cost { get; set; } = default!;

    /// <summary>Its multiply-accumulates as the space's source counts them; null where that counts as we do.</summary>
    [Parameter]
    public (PaperCount Count, long Macs)? Paper { get; set; }

    private IEnumerable<Entry> Numbers
    {
        get
        {
            var final = Subnet.Final;
            if (final is { Accuracy: { } test } && final.Values.TryGetValue("accuracy", out var testAccuracy))
            {
                yield return new($"Accuracy, {test.Split}", "measured", Figures.Percent(testAccuracy), OriginOf(test));
            }

            if (Subnet.Search is { Accuracy: { } validation } && Subnet.Search.Values.TryGetValue("accuracy", out var accuracy))
            {
                yield return new($"Accuracy, {validation.Split}", "measured", Figures.Percent(accuracy), OriginOf(validation));
            }

            foreach (var evaluation in new[] { final, Subnet.Search }.OfType<Evaluation>())
            {
                if (evaluation.Latency is { } origin && evaluation.Values.TryGetValue("latency", out var latency))
                {
                    var when = evaluation.Fidelity is Fidelity.Final ? "final" : "search";
                    yield return new($"Latency, {when}", origin.Origin, Figures.Milliseconds(latency), OriginOf(origin));
                }
            }

            yield return new("MACs (papers: FLOPs)", "exact", Figures.Count(Cost.Macs), $"{Exact(Cost.Macs)} multiply-accumulates, one image");
            if (Paper is var (count, macs))
            {
                yield return new("MACs as in the paper", "exact", Figures.Count(macs), $"{Exact(macs)}, one image. {count.Differences}");
            }

            yield return new("Parameters", "exact", Figures.Count(Cost.Parameters), $"{Exact(Cost.Parameters)} weights and biases");
            yield return new("Peak activations", "exact", Figures.Bytes(Cost.PeakActivationBytes), "largest sum of layer outputs alive at once, one image, float32");
        }
    }

    private static string OriginOf(AccuracyOrigin origin)
    {
        var before = origin.BeforeRecalibration is { } value ? $"; {Figures.Percent(value)} with the largest subnet’s statistics in their place" : "";
        return string.Create(CultureInfo.CurrentCulture, $"± {origin.StandardError * 100:F2} points (one standard error), {origin.Images:N0} images; supernet weights, {origin.Weights}: batch-norm statistics from {origin.RecalibrationImages:N0} training images{before}");
    }

    private static string OriginOf(LatencyOrigin origin)
    {
        if (origin.Estimate is { } estimate)
        {
            return string.Create(CultureInfo.CurrentCulture, $"estimated by {estimate.Model}, fitted to {estimate.Measured:N0} subnets measured on {origin.Device}, {origin.Runtime}; off by {estimate.RelativeError * 100:F1} % on those held out, Kendall’s τ {estimate.KendallTau:F2}");
        }

        var threads = origin.Threads == 1 ? "1 thread" : string.Create(CultureInfo.InvariantCulture, $"{origin.Threads} threads");
        return string.Create(CultureInfo.CurrentCulture, $"one image on {origin.Device}, {origin.Runtime}, {threads}; {origin.WarmUpRuns} warm-up runs, {origin.Trials} trials of {origin.Runs} runs; its two halves differ by {origin.RelativeSpread * 100:F1} %; uncorrected median {Figures.Milliseconds(origin.MedianMs)}, 90th percentile {Figures.Milliseconds(origin.P90Ms)}; reference network {Figures.Milliseconds(origin.ReferenceMs)}");
    }

    /// <summary>"Latency, final" is explained as latency, "MACs (papers: FLOPs)" as MACs.</summary>
    private static string Word(string label) => label.Split([',', '('], 2)[0].Trim();

    private static string Exact(long value) => value.ToString("N0", CultureInfo.CurrentCulture);

    private sealed record Entry(string Label, string Kind, string Value, string Origin);
}
