using NasStudio.Core.Experiments;
using NasStudio.Core.Sampling;
using NasStudio.Core.Spaces;
using NasStudio.Torch.Evaluation;
using NasStudio.Torch.Supernets;
using NasStudio.Torch.Training;

namespace NasStudio.Torch.Tests.Training;

/// <summary>Cells are trained although some draws have no way from the images to the logits.</summary>
public sealed class CellTrainingTests
{
    private static readonly TrainingOptions Options = new() { Epochs = 8, BatchSize = 32, Optimizer = new OptimizerOptions(LearningRate: 0.01) };
    private readonly SearchSpace _space = CellSpaces.Small;

    [Fact]
    public void Step_SandwichOfCells_LearnsTheLargestAndGuessesWithTheCutOne()
    {
        using var supernet = Supernet.Create(_space, ToySpace.Input, seed: 1);
        using var train = ToyImages.Prepare(256);
        using var validation = ToyImages.Prepare(200, seed: 2);
        using var trainer = Trainer(supernet, train, SubnetSamplers.Create(new SamplerOptions(), SamplerSetting.Of(_space, ToySpace.Input, steps: 64, stepsPerEpoch: 8, seed: 1)));
        using var evaluator = new SubnetEvaluator(supernet);
        while (trainer.Done < trainer.Steps)
        {
            Assert.All(trainer.Step().Draws, draw => Assert.True(double.IsFinite(draw.Loss)));
        }

        var network = _space.Expand(_space.Largest, ToySpace.Input);
        Assert.InRange(evaluator.Accuracy(network, evaluator.Recalibrate(network, train, 256), validation), 0.8, 1);
        var cut = _space.Expand(_space.Smallest, ToySpace.Input);
        var logits = evaluator.Logits(cut, evaluator.Recalibrate(cut, train, 256), validation, 20);
        Assert.All(logits, row => Assert.Equal(logits[0], row));
        Assert.All(logits[0], logit => Assert.True(float.IsFinite(logit)));
    }

    /// <summary>An operation that nothing reads has no gradient, so it is neither decayed nor moved.</summary>
    [Fact]
    public void Step_OperationThatNothingReads_KeepsItsWeights()
    {
        var choices = new int[_space.Decisions.Decisions.Length];
        choices[_space.Decisions.IndexOf("cell.1-0")] = 4;
        choices[_space.Decisions.IndexOf("cell.3-0")] = 3;
        var architecture = _space.Decisions.Canonical(choices);
        using var supernet = Supernet.Create(_space, ToySpace.Input, seed: 1);
        using var train = ToyImages.Prepare(64);
        using var trainer = Trainer(supernet, train, new Always(new Draw(architecture, DrawRole.Random, DrawTarget.Labels)));
        var before = supernet.ToTensors();

        trainer.Step();
        trainer.Step();

        var after = supernet.ToTensors();
        Assert.Equal(before["stack1.1.1-0.nor_conv_3x3.conv.weight"].Values, after["stack1.1.1-0.nor_conv_3x3.conv.weight"].Values);
        Assert.NotEqual(before["stack1.1.3-0.nor_conv_1x1.conv.weight"].Values, after["stack1.1.3-0.nor_conv_1x1.conv.weight"].Values);
    }

    private SupernetTrainer Trainer(Supernet supernet, PreparedImages train, ISubnetSampler sampler) =>
        new(supernet, _space, ToySpace.Input, Options, sampler, train, seed: 1);

    private sealed class Always(params Draw[] draws) : ISubnetSampler
    {
        public StepDraws Draw(long step) => new([.. draws]);
    }
}
