using NasStudio.Torch.Execution;
using NasStudio.Torch.Supernets;
using NasStudio.Torch.Training;
using static TorchSharp.torch;

namespace NasStudio.Torch.Tests.Training;

public sealed class GradientsTests
{
    private readonly ToySpace _space = new();

    [Fact]
    public void Add_SeveralDraws_IsTheGradientOfTheSummedLoss()
    {
        using var supernet = Supernet.Create(_space.CoveringNetworks, seed: 1);
        using var images = ToyImages.Prepare(32);
        using var positions = new PositionIndices();
        using var gradients = new Gradients(supernet);
        using var scope = NewDisposeScope();
        Plan[] plans = [.. _space.Random(4, seed: 2).Append(_space.Largest).Select(architecture => new Plan(_space.Expand(architecture), positions))];

        var losses = 0.0;
        foreach (var plan in plans)
        {
            var (loss, parts) = new DrawPass(plan, supernet, images.Pixels).Backward(images.Labels, labelSmoothing: 0);
            gradients.Add(plan, parts);
            losses += loss;
        }

        // The same by one graph over shared leaves, all draws' losses summed.
        var leaves = supernet.Parameters.Select(stored => stored.Values.detach().clone().requires_grad_()).ToArray();
        var summed = zeros(1).sum();
        foreach (var plan in plans)
        {
            var views = plan.Parameters.Select(parameter => supernet[parameter.Name].View(leaves[supernet.IndexOf(parameter.Name)], parameter)).ToArray();
            summed = summed.add(nn.functional.cross_entropy(plan.Forward(images.Pixels, views, Normalization.Batch), images.Labels));
        }

        summed.backward();
        Assert.Equal(summed.item<float>(), losses, 1e-4);
        for (var i = 0; i < leaves.Length; i++)
        {
            var expected = leaves[i].grad;
            Assert.Equal(expected is not null, gradients.IsPresent(i));
            if (expected is not null)
            {
                var stored = supernet.Parameters[i];
                var actual = gradients.Floats.Slice(stored.Start, stored.Elements).ToArray();
                var scale = expected.abs().max().item<float>();
                Assert.All(expected.contiguous().data<float>().ToArray().Zip(actual), pair => Assert.Equal(pair.First, pair.Second, (1e-4f * scale) + 1e-6f));
            }
        }
    }

    [Fact]
    public void Norm_KnownGradient_IsItsLength()
    {
        using var supernet = Supernet.Create([_space.Expand(_space.Smallest)], seed: 1);
        using var gradients = new Gradients(supernet);
        gradients.Floats[supernet["stem.norm.weight"].Start] = 3;
        gradients.Floats[supernet["head.classify.bias"].Start + 2] = -4;

        Assert.Equal(5, gradients.Norm(), 1e-6);
    }
}
