using NasStudio.Core.Experiments;
using NasStudio.Core.Sampling;
using NasStudio.Torch.Evaluation;
using NasStudio.Torch.Supernets;
using NasStudio.Torch.Training;
using NasStudio.Torch.Training.Checkpoints;

namespace NasStudio.Torch.Tests.Training;

/// <summary>A training that was interrupted ends with the weights of one that was not, bit for bit.</summary>
public sealed class ResumeTests : IDisposable
{
    private const int Steps = 24;
    private static readonly TrainingOptions Options = new() { Epochs = 3, BatchSize = 16, Optimizer = new OptimizerOptions(LearningRate: 0.01) };
    private readonly ToySpace _space = new();
    private readonly PreparedImages _train = ToyImages.Prepare(128);
    private readonly string _folder = Directory.CreateTempSubdirectory("nasstudio-resume-").FullName;

    private static readonly Dictionary<string, TrainingOptions> Recipes = new()
    {
        ["adamw with average"] = Options with { WeightAverage = 0.9 },
        ["sgd"] = Options with { Optimizer = OptimizerOptions.DefaultOf("sgd") with { WeightDecay = 0.01 }, Schedule = new("exponential") { DecayEpochs = 0.5 } },
        ["gradients"] = Options with { Gradients = new() { Conflicts = "project", Value = 0.1, Adaptive = 0.1 } },
        ["augmented"] = Options with
        {
            Augmentation = new() { Flip = 0.5, Shift = 2, Operations = 1, Erase = 0.2, Mixup = 0.5, Cutmix = 0.5 },
            Distillation = new("alpha") { Labels = 0.2 },
        },
        ["sgd with average"] = Options with { Optimizer = OptimizerOptions.DefaultOf("sgd") with { Nesterov = false }, WeightAverage = 0.99 },
    };

    public static TheoryData<string> Samplers => [.. SubnetSamplers.Names];

    public static TheoryData<string> RecipeNames => [.. Recipes.Keys];

    public void Dispose()
    {
        _train.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Samplers))]
    public void Load_SavedInTheMiddle_GivesTheWeightsOfAnUninterruptedTraining(string sampler)
    {
        var uninterrupted = new Run(this, sampler);
        uninterrupted.StepTo(Steps);

        using var first = new Run(this, sampler);
        var folder = new CheckpointFolder(_folder, "test");
        first.StepTo(11);
        folder.Write(first.Trainer.Save());
        using var resumed = new Run(this, sampler);
        resumed.Trainer.Load(folder.Read()!);
        Assert.Equal(11, resumed.Trainer.Done);
        Assert.Equal(first.Weights(), resumed.Weights());
        resumed.StepTo(Steps);

        Assert.Equal(uninterrupted.Weights(), resumed.Weights());
        Assert.NotEqual(first.Weights(), resumed.Weights());
        uninterrupted.Dispose();
    }

    /// <summary>The weights that are trained and those that are evaluated.</summary>
    [Theory]
    [MemberData(nameof(RecipeNames))]
    public void Load_SavedInTheMiddleOfEachRecipe_GivesTheWeightsOfAnUninterruptedTraining(string recipe)
    {
        using var uninterrupted = new Run(this, "sandwich", Recipes[recipe]);
        uninterrupted.StepTo(Steps);
        using var first = new Run(this, "sandwich", Recipes[recipe]);
        var folder = new CheckpointFolder(_folder, "test");
        first.StepTo(11);
        folder.Write(first.Trainer.Save());
        using var resumed = new Run(this, "sandwich", Recipes[recipe]);
        resumed.Trainer.Load(folder.Read()!);

        resumed.StepTo(Steps);

        Assert.Equal(uninterrupted.Weights(), resumed.Weights());
        Assert.Equal(Run.Weights(uninterrupted.Trainer.Evaluated), Run.Weights(resumed.Trainer.Evaluated));
        Assert.Equal(Recipes[recipe].WeightAverage > 0, !resumed.Weights().SequenceEqual(Run.Weights(resumed.Trainer.Evaluated)));
        resumed.Trainer.Finish();
        Assert.Equal(Run.Weights(uninterrupted.Trainer.Evaluated), resumed.Weights());
    }

    [Fact]
    public void Load_CheckpointOfAnotherOptimizer_IsRefused()
    {
        using var adamw = new Run(this, "uniform");
        using var sgd = new Run(this, "uniform", Recipes["sgd"]);
        using var averaged = new Run(this, "uniform", Recipes["adamw with average"]);

        Assert.Throws<InvalidDataException>(() => adamw.Trainer.Load(sgd.Trainer.Save()));
        Assert.Throws<InvalidDataException>(() => averaged.Trainer.Load(adamw.Trainer.Save()));
    }

    [Fact]
    public void Load_CheckpointOfAnotherSamplerOrSpace_IsRefused()
    {
        using var banks = new Run(this, "performance-aware");
        using var uniform = new Run(this, "uniform");
        using var other = new SmallerRun(_space, _train);

        Assert.Throws<InvalidDataException>(() => uniform.Trainer.Load(banks.Trainer.Save()));
        Assert.Throws<InvalidDataException>(() => other.Trainer.Load(uniform.Trainer.Save()));
        Assert.Throws<InvalidDataException>(() => uniform.Trainer.Load(new TrainingCheckpoint(Steps + 1)));
    }

    private sealed class Run : IDisposable
    {
        private readonly Supernet _supernet;

        public Run(ResumeTests tests, string sampler, TrainingOptions? recipe = null)
        {
            _supernet = Supernet.Create(tests._space.CoveringNetworks, seed: 1);
            var options = new SamplerOptions(sampler, 3) { DistillAfter = 0.3, Levels = new() { Count = 3, Window = 0.3 }, Bank = new() { Capacity = 3, ExploitFirst = 0.5 } };
            Trainer = new(_supernet, tests._space.Expand, recipe ?? Options, SubnetSamplers.Create(options, tests._space.Setting(Steps, seed: 5)), tests._train, seed: 5);
        }

        public SupernetTrainer Trainer { get; }

        public void StepTo(int step)
        {
            while (Trainer.Done < step)
            {
                Trainer.Step();
            }
        }

        public float[] Weights() => Weights(_supernet);

        public static float[] Weights(Supernet supernet) => [.. supernet.ToTensors().OrderBy(entry => entry.Key, StringComparer.Ordinal).SelectMany(entry => entry.Value.Values)];

        public void Dispose()
        {
            Trainer.Dispose();
            _supernet.Dispose();
        }
    }

    /// <summary>Of the smallest subnet alone.</summary>
    private sealed class SmallerRun : IDisposable
    {
        private readonly Supernet _supernet;

        public SmallerRun(ToySpace space, PreparedImages train)
        {
            _supernet = Supernet.Create([space.Expand(space.Smallest)], seed: 1);
            Trainer = new(_supernet, space.Expand, Options, SubnetSamplers.Create(new("uniform"), space.Setting(Steps, seed: 5)), train, seed: 5);
        }

        public SupernetTrainer Trainer { get; }

        public void Dispose()
        {
            Trainer.Dispose();
            _supernet.Dispose();
        }
    }
}
