using System.Diagnostics;
using System.Text.Json;
using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;
using NasStudio.Core.Spaces;
using NasStudio.Core.Statistics;
using NasStudio.Export.Latency;
using NasStudio.Export.Onnx;
using NasStudio.Export.Weights;

namespace NasStudio.Benchmarks;

/// <summary>
/// Whether latencies repeat: 30 random subnets of hybrid-tiny, measured in two passes by each of two processes, one after
/// the other, which share one calibration as the runs of a studio do.
/// </summary>
public sealed class LatencyBenchmark : IBenchmark
{
    private const int Subnets = 30;
    private const double TargetCorrelation = 0.98;
    private const double TargetSpread = 0.02;

    public string Name => "latency";

    public string Description => $"two passes over {Subnets} subnets correlate ≥ {TargetCorrelation}, two processes differ by ≤ {TargetSpread:P0}";

    public Task<bool> RunAsync(IReadOnlyList<string> options, CancellationToken cancellation) => Task.FromResult(Run([.. options]) == 0);

    private static int Run(string[] args)
    {
        if (args is ["measure", var home])
        {
            Console.WriteLine(JsonSerializer.Serialize(Measure(home)));
            return 0;
        }

        var folder = Directory.CreateTempSubdirectory("nasstudio-latency-").FullName;
        try
        {
            LatencyMeter.Open(folder).Dispose();
            return Report(MeasureInChild(folder), MeasureInChild(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What one process finds, in milliseconds by subnet.</summary>
    private sealed record Passes(double[] First, double[] Second, double[] Final);

    private static Passes Measure(string home)
    {
        using var meter = LatencyMeter.Open(home);
        var models = Models();
        return new Passes(Pass(LatencyMeter.SearchTrials), Pass(LatencyMeter.SearchTrials), Pass(LatencyMeter.FinalTrials));

        double[] Pass(int trials) => [.. models.Select(model => meter.Measure(model, trials, CancellationToken.None).Milliseconds)];
    }

    private static List<byte[]> Models()
    {
        var space = new SearchSpace(BuiltInSpaces.Find("hybrid-tiny")!);
        var random = new SeededRandom(1, "latency benchmark");
        var architectures = new HashSet<Architecture>();
        while (architectures.Count < Subnets)
        {
            architectures.Add(space.Decisions.Sample(random));
        }

        return
        [
            .. from architecture in architectures
               orderby architecture.Id
               let network = space.Expand(architecture, space.DefaultInput)
               select OnnxWriter.Write(network, FreshWeights.Of(network, architecture.Id)),
        ];
    }

    private static Passes MeasureInChild(string home)
    {
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(typeof(LatencyBenchmark).Assembly.Location);
        }

        start.ArgumentList.Add("latency");
        start.ArgumentList.Add("measure");
        start.ArgumentList.Add(home);
        using var child = Process.Start(start)!;
        var output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0
            ? JsonSerializer.Deserialize<Passes>(output)!
            : throw new InvalidOperationException($"The measuring process ended with {child.ExitCode}; see its message above.");
    }

    private static int Report(Passes one, Passes other)
    {
        Console.WriteLine($"latency of {Subnets} random subnets of hybrid-tiny, {one.Final.Min():0.0000} to {one.Final.Max():0.0000} ms");
        var correlation = Math.Min(RankCorrelation.Spearman(one.First, one.Second), RankCorrelation.Spearman(other.First, other.Second));
        Console.WriteLine($"two passes in one process, {LatencyMeter.SearchTrials} trials: Spearman {correlation:0.0000} (the worse of two processes; target at least {TargetCorrelation:0.00})");
        var search = ReportSpread(LatencyMeter.SearchTrials, one.First, other.First);
        var final = ReportSpread(LatencyMeter.FinalTrials, one.Final, other.Final);
        return correlation >= TargetCorrelation && search <= TargetSpread && final <= TargetSpread ? 0 : 1;
    }

    private static double ReportSpread(int trials, double[] one, double[] other)
    {
        double[] spreads = [.. one.Zip(other, (a, b) => Math.Abs(a - b) / ((a + b) / 2)).Order()];
        var median = (spreads[(spreads.Length - 1) / 2] + spreads[spreads.Length / 2]) / 2;
        Console.WriteLine($"two processes, {trials} trials: spread median {median:0.00%}, worst {spreads[^1]:0.00%} (target median at most {TargetSpread:0%}); Spearman {RankCorrelation.Spearman(one, other):0.0000}");
        return median;
    }
}
