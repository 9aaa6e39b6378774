using NasStudio.Core.Experiments;
using NasStudio.Core.Sampling;
using NasStudio.Core.Sampling.Levels;
using NasStudio.Torch.Evaluation;
using NasStudio.Torch.Runtime;
using NasStudio.Torch.Supernets;
using NasStudio.Torch.Training;
using TorchSharp;

namespace NasStudio.Torch.Tests.Runtime;

public sealed class TorchDeviceTests
{
    private static readonly ToySpace Space = new();

    private static readonly Dictionary<string, TrainingOptions> Recipes = new(StringComparer.Ordinal)
    {
        ["adamw"] = new() { Epochs = 1, BatchSize = 16 },
        ["sgd with average"] = new() { Epochs = 1, BatchSize = 16, Optimizer = OptimizerOptions.DefaultOf("sgd"), WeightAverage = 0.9 },
        ["gradients"] = new() { Epochs = 1, BatchSize = 16, Gradients = new() { Conflicts = "project", Value = 0.1, Adaptive = 0.1 } },
        ["augmented"] = new() { Epochs = 1, BatchSize = 16, Augmentation = new() { Flip = 0.5, Mixup = 0.5 }, Distillation = new("alpha") { Labels = 0.2 } },
    };

    public static TheoryData<string> RecipeNames => [.. Recipes.Keys];

    [Fact]
    public void Find_Cpu_IsTheDefault()
    {
        using var supernet = Supernet.Create([Space.Expand(Space.Smallest)], seed: 1);

        Assert.Same(TorchDevice.Cpu, TorchDevice.Find("cpu"));
        Assert.Same(TorchDevice.Cpu, supernet.Device);
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("CPU")]
    [InlineData("")]
    public void Find_NoSuchName_NamesThoseThereAre(string name)
    {
        var refusal = Assert.Throws<DeviceRefusedException>(() => TorchDevice.Find(name));

        Assert.Equal($"--device {name}: there is no such device to train on; use cpu or cuda.", refusal.Message);
    }

    [Fact]
    public void Find_CudaWithoutOne_SaysWhyAndTheWaysOut()
    {
        TorchRuntime.Load();
        Assert.SkipWhen(torch.cuda.is_available(), "This machine has a CUDA device.");

        var refusal = Assert.Throws<DeviceRefusedException>(() => TorchDevice.Find("cuda"));

        Assert.Contains("--device cuda: TorchSharp sees no CUDA device", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("-p:Torch=cuda", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("leave --device cpu", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>What is copied to a device and back is never old, and nothing else differs.</summary>
    [Theory]
    [MemberData(nameof(RecipeNames))]
    public void Step_MemoryApart_GivesTheWeightsAndAccuraciesOfTheCpuBitForBit(string recipe)
    {
        var expected = Train(Recipes[recipe], null);

        Assert.Equal(expected, Train(Recipes[recipe], TorchDevice.Cpu));
        Assert.Equal(expected, Train(Recipes[recipe], TorchDevice.CpuApart));
    }

    [Fact]
    public void Constructor_ImagesOnAnotherDevice_IsRefused()
    {
        using var supernet = Supernet.Create(Space.CoveringNetworks, seed: 1, TorchDevice.CpuApart);
        using var train = ToyImages.Prepare(32);

        Assert.Throws<ArgumentException>(() => Trainer(supernet, Recipes["adamw"], train));
    }

    [Fact]
    public void Measure_MemoryApart_FindsTheSameConflicts()
    {
        var levels = LevelTable.Of(new LevelOptions { Count = 3 }, Space.Setting(100, seed: 1));

        Assert.Equal(Measure(TorchDevice.Cpu), Measure(TorchDevice.CpuApart));

        double Measure(TorchDevice device)
        {
            using var supernet = Supernet.Create(Space.CoveringNetworks, 3, device);
            using var images = ToyImages.Prepare(64, device: device);
            using var probe = new GradientConflictProbe(supernet, Space.Expand);
            return probe.Measure(levels, images, 1, () => { }, TestContext.Current.CancellationToken).Spearman.Mean;
        }
    }

    /// <summary>Trained, saved, trained on from the checkpoint: weights, then logits of subnets of the supernet and of one cut out of it.</summary>
    private static float[] Train(TrainingOptions options, TorchDevice? device)
    {
        using var train = ToyImages.Prepare(96, device: device);
        using var first = Supernet.Create(Space.CoveringNetworks, seed: 1, device);
        using var begun = Trainer(first, options, train);
        begun.Step();
        begun.Step();
        using var supernet = Supernet.Create(Space.CoveringNetworks, seed: 2, device);
        using var trainer = Trainer(supernet, options, train);
        trainer.Load(begun.Save());
        while (trainer.Done < trainer.Steps)
        {
            trainer.Step();
        }

        trainer.Finish();
        using var extracted = supernet.Extract(Space.Expand(Space.Smallest));
        return
        [
            .. supernet.ToTensors().OrderBy(entry => entry.Key, StringComparer.Ordinal).SelectMany(entry => entry.Value.Values),
            .. Logits(supernet, Space.Expand(Space.Largest), train),
            .. Logits(supernet, Space.Expand(Space.Smallest), train),
            .. Logits(extracted, Space.Expand(Space.Smallest), train),
        ];
    }

    private static IEnumerable<float> Logits(Supernet supernet, Core.Networks.Network network, PreparedImages images)
    {
        using var evaluator = new SubnetEvaluator(supernet, batchSize: 32);
        var statistics = evaluator.Recalibrate(network, images, 64);
        return evaluator.Logits(network, statistics, images, 40).SelectMany(row => row).Append((float)evaluator.Accuracy(network, statistics, images));
    }

    private static SupernetTrainer Trainer(Supernet supernet, TrainingOptions options, PreparedImages train) => new(
        supernet,
        Space.Expand,
        options,
        SubnetSamplers.Create(new SamplerOptions("performance-aware", 2) { Bank = new() { Capacity = 3, ExploitFirst = 0.5 } }, Space.Setting(6, seed: 5)),
        train,
        seed: 5);
}
