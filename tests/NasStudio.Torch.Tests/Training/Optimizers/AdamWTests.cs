using NasStudio.Torch.Execution;
using NasStudio.Torch.Supernets;
using NasStudio.Torch.Training;
using NasStudio.Torch.Training.Optimizers;
using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace NasStudio.Torch.Tests.Training.Optimizers;

public sealed class AdamWTests
{
    private readonly ToySpace _space = new();

    [Fact]
    public void Step_SeveralSteps_EqualsTorchsOptimizer()
    {
        using var supernet = Supernet.Create([_space.Expand(_space.Largest)], seed: 1);
        using var images = ToyImages.Prepare(32);
        using var positions = new PositionIndices();
        using var gradients = new Gradients(supernet);
        using var scope = NewDisposeScope();
        var plan = new Plan(_space.Expand(_space.Largest), positions);
        var weight = supernet["head.widen.weight"];
        var bias = supernet["head.norm.bias"];
        using var decayed = new Parameter(weight.Values.detach().clone());
        using var plain = new Parameter(bias.Values.detach().clone());
        using var reference = optim.AdamW([decayed], lr: 0.01, weight_decay: 0.1);
        using var referencePlain = optim.AdamW([plain], lr: 0.01, weight_decay: 0);
        var optimizer = new AdamW(supernet, new WeightDecay(0.1));
        for (var step = 0; step < 5; step++)
        {
            gradients.Clear();
            gradients.Add(plan, new DrawPass(plan, supernet, images.Pixels).Backward(images.Labels, labelSmoothing: 0).Gradients);
            decayed.grad = tensor(gradients.Floats.Slice(weight.Start, weight.Elements).ToArray()).view(weight.Sizes);
            plain.grad = tensor(gradients.Floats.Slice(bias.Start, bias.Elements).ToArray());
            reference.step();
            referencePlain.step();
            optimizer.Step(gradients, learningRate: 0.01, scale: 1);
        }

        Assert.All(Floats(decayed).Zip(Floats(weight.Values)), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        Assert.All(Floats(plain).Zip(Floats(bias.Values)), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    private static float[] Floats(Tensor values) => values.detach().data<float>().ToArray();
}
