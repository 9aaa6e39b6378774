using NasStudio.Core.Experiments;
using NasStudio.Torch.Supernets;
using NasStudio.Torch.Training.Optimizers;

namespace NasStudio.Torch.Tests.Training.Optimizers;

public sealed class WeightDecayTests
{
    private readonly ToySpace _space = new();

    [Theory]
    [InlineData("weights", 0.1, 0.1, 0)]
    [InlineData("linear", 0, 0.1, 0)]
    [InlineData("all", 0.1, 0.1, 0.1)]
    public void Of_EachChoice_HoldsForTheParametersItNames(string decayed, double convolution, double linear, double norm)
    {
        using var supernet = Supernet.Create([_space.Expand(_space.Largest)], seed: 1);
        var decay = WeightDecay.Of(new OptimizerOptions(WeightDecay: 0.1) { Decayed = decayed });

        Assert.Equal(convolution, decay.Of(supernet["stem.conv.weight"]));
        Assert.Equal(linear, decay.Of(supernet["head.classify.weight"]));
        Assert.Equal(norm, decay.Of(supernet["stem.norm.weight"]));
    }
}
