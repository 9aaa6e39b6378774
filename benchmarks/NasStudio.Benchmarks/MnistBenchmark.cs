using System.Text.Json;

namespace NasStudio.Benchmarks;

/// <summary>
/// A whole experiment on MNIST, then three downloaded networks of its front on the 10,000 test images, run by ONNX Runtime
/// without any of the exporter's code. Times count from the submission. (That logits equal the supernet's within 1e-4 cannot
/// be seen over the API; a test of the worker shows it.)
/// </summary>
public sealed class MnistBenchmark : IBenchmark
{
    private const ulong Seed = 1;

    public string Name => "mnist";

    public string Description =>
        "10,000 images, 2 epochs, 150 evaluations: ≤ 600 s, largest subnet ≥ 0.97, ONNX accuracy within 0.002 [--data FOLDER]";

    public async Task<bool> RunAsync(IReadOnlyList<string> options, CancellationToken cancellation)
    {
        var data = options switch
        {
            [] => Environment.GetEnvironmentVariable("NASSTUDIO_DATA"),
            ["--data", var folder] => Path.GetFullPath(folder),
            _ => throw new ArgumentException($"mnist takes --data FOLDER, but got {string.Join(' ', options)}.", nameof(options)),
        };
        if (data is null)
        {
            throw new ArgumentException("Set NASSTUDIO_DATA, or give --data FOLDER: the folder that holds mnist/.", nameof(options));
        }

        await using var studio = await StudioServer.StartAsync(data, TimeProvider.System, cancellation);
        var scores = new Scorecard(Name, "dotnet run --project benchmarks/NasStudio.Benchmarks -- mnist", Seed, TimeProvider.System);
        var submitted = studio.Elapsed;
        var experiment = (await studio.PostAsync("/api/experiments?start=true", Document(), cancellation)).GetProperty("id").GetString()!;
        await studio.WaitForFirstSubnetAsync(experiment, TimeSpan.FromMinutes(30), cancellation);
        scores.Note("first subnet", $"{(studio.Elapsed - submitted).TotalSeconds:0} s");
        await studio.WaitForCompletionAsync(experiment, TimeSpan.FromMinutes(60), cancellation);
        scores.AtMost("completed", (studio.Elapsed - submitted).TotalSeconds, 600, "s");

        var subnets = (await studio.GetAsync($"/api/experiments/{experiment}/subnets", cancellation)).EnumerateArray().ToList();
        scores.AtLeast("evaluations", subnets.Count, 150);
        var largest = subnets.MaxBy(Macs);
        scores.AtLeast("test accuracy of the largest", TestAccuracy(largest), 0.97);
        scores.AtMost("ONNX accuracy, largest difference", await CompareAsync(studio, experiment, Path.Combine(data, "mnist"), cancellation), 0.002);
        scores.PrintRow();
        return scores.AllMet;
    }

    private static object Document() => new
    {
        schemaVersion = 1,
        name = "benchmark mnist",
        searchSpace = "hybrid-tiny",
        dataset = new { name = "mnist", trainLimit = 10_000, validation = 5_000 },
        training = new { epochs = 2, batchSize = 64 },
        search = new { evaluations = 150, objectives = new[] { "accuracy", "latency" } },
        seed = Seed,
    };

    /// <summary>Of the cheapest, the middle and the dearest subnet of the front: how far the accuracy found here is from the reported one.</summary>
    private static async Task<double> CompareAsync(StudioServer studio, string experiment, string folder, CancellationToken cancellation)
    {
        var (pixels, labels) = (IdxFile.Read(folder, "t10k-images-idx3-ubyte"), IdxFile.Read(folder, "t10k-labels-idx1-ubyte"));
        var subnets = $"/api/experiments/{experiment}/subnets";
        var front = (await studio.GetAsync($"{subnets}?front=true", cancellation)).EnumerateArray().OrderBy(Macs).ToList();
        if (front.Count < 3)
        {
            throw new InvalidOperationException($"The front has {front.Count} subnets; three are needed.");
        }

        var worst = 0.0;
        foreach (var subnet in new[] { front[0], front[front.Count / 2], front[^1] })
        {
            var id = subnet.GetProperty("id").GetString();
            using var network = new OnnxNetwork(await studio.DownloadAsync($"{subnets}/{id}/download?format=onnx", cancellation));
            var (found, reported) = (network.Accuracy(pixels, labels), TestAccuracy(subnet));
            Console.WriteLine($"  {id}: {Macs(subnet)} MACs, reported {reported:0.0000}, found {found:0.0000}");
            worst = Math.Max(worst, Math.Abs(found - reported));
        }

        return worst;
    }

    private static long Macs(JsonElement subnet) => subnet.GetProperty("macs").GetInt64();

    private static double TestAccuracy(JsonElement subnet) =>
        subnet.TryGetProperty("test", out var test) && test.ValueKind == JsonValueKind.Object
            ? test.GetProperty("accuracy").GetDouble()
            : throw new InvalidOperationException($"Subnet {subnet.GetProperty("id")} has no test accuracy, though the run is completed.");
}
