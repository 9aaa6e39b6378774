using NasStudio.Torch.Supernets;
using NasStudio.Torch.Training.Optimizers;

namespace NasStudio.Torch.Tests.Training.Optimizers;

public sealed class WeightAverageTests
{
    private readonly ToySpace _space = new();

    [Fact]
    public void Update_ConstantWeights_ApproachesThemByTheDecay()
    {
        using var supernet = Supernet.Create([_space.Expand(_space.Smallest)], seed: 1);
        var weights = supernet["head.classify.weight"].Values;
        weights.fill_(1);
        using var average = new WeightAverage(supernet, decay: 0.5);
        var averaged = average.Weights["head.classify.weight"].Values;
        weights.fill_(3);

        // (1 + 0) / (10 + 0) of the old, then the decay itself.
        average.Update(0);
        Assert.Equal(2.8, averaged.max().item<float>(), 5);
        average.Update(1000);
        Assert.Equal(2.9, averaged.max().item<float>(), 5);
        Assert.Equal(2.9, averaged.min().item<float>(), 5);
        Assert.Equal(3, weights.max().item<float>());
    }
}
