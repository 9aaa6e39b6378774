using System.Text.Json;

namespace NasStudio.Benchmarks;

/// <summary>
/// What a newcomer sees: an empty home, no download possible, --quickstart. Times count from the start of the server's
/// process; "first subnet" is the moment at which the API answers it, from which the page draws it.
/// </summary>
public sealed class QuickstartBenchmark : IBenchmark
{
    private const string Command = "dotnet run --project benchmarks/NasStudio.Benchmarks -- quickstart";

    public string Name => "quickstart";

    public string Description => "from start to finished experiment: first subnet ≤ 90 s, completed ≤ 180 s, front ≥ 6 subnets, ONNX runs";

    public async Task<bool> RunAsync(IReadOnlyList<string> options, CancellationToken cancellation)
    {
        if (options.Count > 0)
        {
            throw new ArgumentException($"quickstart takes no options, but got {string.Join(' ', options)}.", nameof(options));
        }

        await using var studio = await StudioServer.StartAsync(data: null, TimeProvider.System, cancellation, "--quickstart");
        var scores = new Scorecard(Name, Command, seed: 1, TimeProvider.System);
        scores.Note("server healthy", $"{studio.Elapsed.TotalSeconds:0.0} s");

        var experiment = await FindExperimentAsync(studio, cancellation);
        await studio.WaitForFirstSubnetAsync(experiment, TimeSpan.FromMinutes(10), cancellation);
        scores.AtMost("first subnet", studio.Elapsed.TotalSeconds, 90, "s");
        await studio.WaitForCompletionAsync(experiment, TimeSpan.FromMinutes(20), cancellation);
        scores.AtMost("completed", studio.Elapsed.TotalSeconds, 180, "s");

        var subnets = $"/api/experiments/{experiment}/subnets";
        var all = await studio.GetAsync(subnets, cancellation);
        var front = (await studio.GetAsync($"{subnets}?front=true", cancellation)).EnumerateArray().ToList();
        scores.Note("subnets", $"{all.GetArrayLength()}");
        scores.AtLeast("front", front.Count, 6, "subnets");
        scores.Note("accuracy of smallest and largest", $"{AccuracyAt(all, smallest: true):0.000} and {AccuracyAt(all, smallest: false):0.000}");

        var best = front.MaxBy(subnet => subnet.GetProperty("accuracy").GetDouble()).GetProperty("id").GetString();
        using var network = new OnnxNetwork(await studio.DownloadAsync($"{subnets}/{best}/download?format=onnx", cancellation));
        var logits = network.Run(new float[8 * network.ImageLength], count: 8);
        scores.AtLeast("finite ONNX logits", logits.Count(float.IsFinite), 8 * network.Classes);
        scores.PrintRow();
        return scores.AllMet;
    }

    private static async Task<string> FindExperimentAsync(StudioServer studio, CancellationToken cancellation)
    {
        string? id = null;
        await studio.WaitForAsync(
            "list the quickstart experiment",
            TimeSpan.FromMinutes(2),
            async () =>
            {
                var experiments = (await studio.GetAsync("/api/experiments", cancellation)).EnumerateArray();
                id = experiments
                    .Where(each => each.GetProperty("name").GetString() == "quickstart")
                    .Select(each => each.GetProperty("id").GetString())
                    .FirstOrDefault();
                return id is not null;
            },
            cancellation);
        return id!;
    }

    private static double AccuracyAt(JsonElement subnets, bool smallest)
    {
        var ordered = subnets.EnumerateArray().OrderBy(subnet => subnet.GetProperty("macs").GetInt64()).ToList();
        return ordered[smallest ? 0 : ^1].GetProperty("accuracy").GetDouble();
    }
}
