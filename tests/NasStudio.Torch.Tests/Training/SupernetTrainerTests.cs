using NasStudio.Core.Experiments;
using NasStudio.Core.Sampling;
using NasStudio.Torch.Evaluation;
using NasStudio.Torch.Runtime;
using NasStudio.Torch.Supernets;
using NasStudio.Torch.Training;

namespace NasStudio.Torch.Tests.Training;

public sealed class SupernetTrainerTests
{
    private static readonly TrainingOptions Options = new() { Epochs = 20, BatchSize = 32, Optimizer = new OptimizerOptions(LearningRate: 0.01) };
    private readonly ToySpace _space = new();

    [Fact]
    public void Step_EasyProblem_LearnsIt()
    {
        using var supernet = Supernet.Create(_space.CoveringNetworks, seed: 1);
        using var train = ToyImages.Prepare(256);
        using var validation = ToyImages.Prepare(200, seed: 2);
        using var trainer = Trainer(supernet, train);
        using var evaluator = new SubnetEvaluator(supernet);
        var first = trainer.Step();
        var last = first;
        while (trainer.Done < trainer.Steps)
        {
            last = trainer.Step();
        }

        Assert.Equal(20 * 8, trainer.Steps);
        Assert.True(last.Draws[0].Loss < first.Draws[0].Loss / 4, $"{first.Draws[0].Loss} → {last.Draws[0].Loss}");
        foreach (var architecture in new[] { _space.Smallest, _space.Largest })
        {
            var network = _space.Expand(architecture);
            var accuracy = evaluator.Accuracy(network, evaluator.Recalibrate(network, train, 256), validation);
            Assert.InRange(accuracy, 0.8, 1);
        }

        Assert.Throws<InvalidOperationException>(trainer.Step);
    }

    [Fact]
    public void Step_SameSeedOnOneAndTwoThreads_GivesTheSameWeightsBitForBit()
    {
        var one = Weights(seed: 7);
        TorchRuntime.SetThreads(2);
        try
        {
            Assert.Equal(one, Weights(seed: 7));
            Assert.Equal(one, Weights(seed: 7));
            Assert.NotEqual(one, Weights(seed: 8));
        }
        finally
        {
            TorchRuntime.SetThreads(1);
        }
    }

    [Fact]
    public void Step_ParametersThatNoDrawUses_StayAsTheyAre()
    {
        using var supernet = Supernet.Create(_space.CoveringNetworks, seed: 1);
        using var train = ToyImages.Prepare(64);
        var before = supernet.ToTensors();
        using var trainer = new SupernetTrainer(supernet, _space.Expand, Options, new Always(new Draw(_space.Smallest, DrawRole.Smallest, DrawTarget.Labels)), train, 1);

        trainer.Step();
        trainer.Step();

        var used = _space.Expand(_space.Smallest).Parameters.Select(parameter => parameter.Name).ToHashSet();
        var after = supernet.ToTensors();
        Assert.All(before, entry => Assert.Equal(!used.Contains(entry.Key), entry.Value.Values.SequenceEqual(after[entry.Key].Values)));
        Assert.Contains("conv.2.expand.weight", before.Keys.Except(used));
    }

    [Fact]
    public void Step_LossThatIsNotFinite_SaysWhichSubnetAndLeavesTheWeights()
    {
        using var supernet = Supernet.Create([_space.Expand(_space.Largest)], seed: 1);
        using var train = ToyImages.Prepare(64);
        supernet["head.classify.bias"].Values.fill_(float.NaN);
        var before = supernet.ToTensors();
        using var trainer = new SupernetTrainer(supernet, _space.Expand, Options, new Always(new Draw(_space.Largest, DrawRole.Largest, DrawTarget.Labels)), train, 1);

        var error = Assert.Throws<DivergedException>(trainer.Step);

        Assert.Equal((0, _space.Largest.Id), (error.Step, error.SubnetId));
        Assert.Equal(before["stem.conv.weight"].Values, supernet.ToTensors()["stem.conv.weight"].Values);
    }

    private float[] Weights(ulong seed)
    {
        using var supernet = Supernet.Create(_space.CoveringNetworks, seed: 1);
        using var train = ToyImages.Prepare(128);
        using var trainer = Trainer(supernet, train, seed);
        for (var i = 0; i < 6; i++)
        {
            trainer.Step();
        }

        return [.. supernet.ToTensors().OrderBy(entry => entry.Key, StringComparer.Ordinal).SelectMany(entry => entry.Value.Values)];
    }

    private SupernetTrainer Trainer(Supernet supernet, PreparedImages train, ulong seed = 1) => new(
        supernet,
        _space.Expand,
        Options,
        SubnetSamplers.Create(new SamplerOptions(), _space.Setting(steps: 160, seed)),
        train,
        seed);

    private sealed class Always(params Draw[] draws) : ISubnetSampler
    {
        public StepDraws Draw(long step) => new([.. draws]);
    }
}
