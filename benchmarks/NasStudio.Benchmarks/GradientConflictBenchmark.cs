using System.Globalization;
using NasStudio.Core.Sampling;
using NasStudio.Core.Sampling.Levels;
using NasStudio.Core.Spaces;
using NasStudio.Datasets;
using NasStudio.Torch.Evaluation;
using NasStudio.Torch.Runtime;
using NasStudio.Torch.Supernets;
using NasStudio.Torch.Training;

namespace NasStudio.Benchmarks;

/// <summary>
/// ElasticViT's first observation on elasticvit-micro and CIFAR-10: gradients of shared weights agree less the further apart
/// two subnets' MACs are. Fresh weights, and the supernet of a training where its file is given.
/// </summary>
public sealed class GradientConflictBenchmark : IBenchmark
{
    private const string Dataset = "cifar10_jpeg";
    private const ulong Seed = 1;
    private const int Images = 8_000;

    public string Name => "gradient-conflict";

    public string Description => "cosine of two subnets' gradients against their gap of MACs: Spearman's interval below 0 [supernet.safetensors]";

    /// <param name="options">A supernet of elasticvit-micro on CIFAR-10; without it, fresh weights.</param>
    public Task<bool> RunAsync(IReadOnlyList<string> options, CancellationToken cancellation)
    {
        TorchRuntime.SetThreads(Environment.ProcessorCount);
        var data = Environment.GetEnvironmentVariable("NASSTUDIO_DATA") ?? throw new ArgumentException($"Set NASSTUDIO_DATA: the folder that holds {Dataset}/.");
        var dataset = new DatasetCatalogue(data, Path.Combine(data, "no-downloads")).Open(Dataset);
        var (space, input) = (new SearchSpace(BuiltInSpaces.Find("elasticvit-micro")!), dataset.Description.NetworkInput);
        var drawn = ExperimentImages.Draw(dataset.Read(DatasetSplit.Train, cancellation), Images, dataset.Description.Classes.Length, Seed).Train;
        using var images = new PreparedImages(drawn, ImageNormalization.Of(drawn));
        using var supernet = options.Count == 0 ? Supernet.Create(space, input, Seed) : Supernet.Load(options[0]).Supernet;
        using var probe = new GradientConflictProbe(supernet, architecture => space.Expand(architecture, input));
        var levels = LevelTable.Of(new(), SamplerSetting.Of(space, input, 1, 1, Seed));
        var conflict = probe.Measure(levels, images, Seed, () => { }, cancellation);

        var scores = new Scorecard(Name, $"dotnet run --project benchmarks/NasStudio.Benchmarks -- {Name}{(options.Count == 0 ? "" : " supernet.safetensors")}", Seed, TimeProvider.System);
        foreach (var gap in conflict.Gaps)
        {
            scores.Note(
                $"cosine at gap {gap.Gap}",
                string.Create(CultureInfo.InvariantCulture, $"{gap.Cosine.Mean:F3} [{gap.Cosine.Lower:F3}, {gap.Cosine.Upper:F3}] at {gap.MacsRatio:F1} × MACs"));
        }

        scores.Note("Spearman", string.Create(CultureInfo.InvariantCulture, $"{conflict.Spearman.Mean:F3}"));
        scores.AtMost("Spearman, upper end of its 95 % interval", conflict.Spearman.Upper, 0);
        Console.WriteLine(conflict.Sentence);
        scores.PrintRow();
        return Task.FromResult(scores.AllMet);
    }
}
