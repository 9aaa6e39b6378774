using NasStudio.Core.Experiments;
using NasStudio.Core.Sampling;
using NasStudio.Torch.Supernets;
using NasStudio.Torch.Training;

namespace NasStudio.Torch.Tests.Training;

/// <summary>What a sampler is told of the subnets it asked about.</summary>
public sealed class CleanScoresTests
{
    private readonly ToySpace _space = new();

    /// <summary>Without smoothing, the training loss on labels is the same number: same weights, same batch, same normalisation.</summary>
    [Fact]
    public void Step_ScoredSubnets_AreToldTheirLossOnTheBatchBeforeTheStep()
    {
        var asking = new Asking([.. _space.Random(20, 3).Distinct().Take(10)]);
        using var supernet = Supernet.Create(_space.CoveringNetworks, seed: 1);
        using var train = ToyImages.Prepare(64);
        using var trainer = new SupernetTrainer(supernet, _space.Expand, new TrainingOptions { BatchSize = 32 }, asking, train, 1);

        var step = trainer.Step();

        Assert.Equal(10, asking.Observed!.Scores.Length);
        Assert.Equal(step.Draws.Select(draw => draw.Loss), asking.Observed.Draws);
        Assert.Equal(step.Draws[0].Loss, asking.Observed.Scores[0], 5);
        Assert.Equal(step.Draws[1].Loss, asking.Observed.Scores[1], 5);
        Assert.Equal(10, asking.Observed.Scores.Distinct().Count());
        Assert.True(step.Macs > 32 * step.Draws.Sum(draw => draw.Macs));
    }

    /// <summary>Trains the first two, asks about all.</summary>
    private sealed class Asking(System.Collections.Immutable.ImmutableArray<Core.Decisions.Architecture> subnets) : ISubnetSampler
    {
        public StepLosses? Observed { get; private set; }

        public StepDraws Draw(long step) =>
            new([.. subnets.Take(2).Select(subnet => new Draw(subnet, DrawRole.Random, DrawTarget.Labels))]) { Scored = subnets };

        public void Observe(StepLosses losses) => Observed ??= losses;
    }
}
