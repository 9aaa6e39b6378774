using NasStudio.Torch.Execution;
using NasStudio.Torch.Supernets;
using NasStudio.Torch.Training;
using NasStudio.Torch.Training.GradientPolicies;
using static TorchSharp.torch;

namespace NasStudio.Torch.Tests.Training.GradientPolicies;

public sealed class ClippingTests : IDisposable
{
    private const string Weight = "head.classify.weight";
    private const string Bias = "head.classify.bias";
    private readonly Supernet _supernet;
    private readonly Gradients _gradients;

    /// <summary>Gradients of 0 for every parameter.</summary>
    public ClippingTests()
    {
        var space = new ToySpace();
        _supernet = Supernet.Create([space.Expand(space.Smallest)], seed: 1);
        _gradients = new Gradients(_supernet);
        using var positions = new PositionIndices();
        using var scope = NewDisposeScope();
        var plan = new Plan(space.Expand(space.Smallest), positions);
        _gradients.Add(plan, [.. plan.Parameters.Select(parameter => zeros([.. parameter.Axes.Select(axis => (long)axis.Length)]).DetachFromDisposeScope())]);
    }

    public void Dispose()
    {
        _gradients.Dispose();
        _supernet.Dispose();
    }

    [Fact]
    public void Of_DefaultsAndBoth_GivesThoseSwitchedOn()
    {
        Assert.Empty(GradientClippings.Of(new(), _supernet));
        Assert.Collection(
            GradientClippings.Of(new() { Value = 1, Adaptive = 0.1 }, _supernet),
            first => Assert.IsType<ValueClipping>(first),
            second => Assert.IsType<AdaptiveClipping>(second));
    }

    [Fact]
    public void ValueClipping_NumbersOnBothSides_BoundsEach()
    {
        var values = _gradients.Floats.Slice(_supernet[Bias].Start, 3);
        new[] { 3f, -2f, 0.5f }.CopyTo(values);

        new ValueClipping(1).Apply(_gradients);

        Assert.Equal([1f, -1f, 0.5f], values.ToArray());
    }

    /// <summary>
    /// Two units of a weight matrix: the first has weights (3, 4, 0, ...), norm 5, so its gradient may be 0.5 long; (0, 6, 8,
    /// 0, ...) is 10 long and shrinks to (0, 0.3, 0.4, 0, ...). The second has the same gradient but weights 40 times as long.
    /// </summary>
    [Fact]
    public void AdaptiveClipping_GradientOfOneUnitTooLong_ShrinksThatUnitAlone()
    {
        var stored = _supernet[Weight];
        var size = (int)(stored.Elements / stored.Sizes[0]);
        using (no_grad())
        {
            stored.Values.zero_();
            stored.Values[0, 0] = 3;
            stored.Values[0, 1] = 4;
            stored.Values[1, 0] = 120;
            stored.Values[1, 1] = 160;
        }

        float[] gradient = [0, 6, 8];
        gradient.CopyTo(_gradients.Floats[stored.Start..]);
        gradient.CopyTo(_gradients.Floats[(stored.Start + size)..]);

        new AdaptiveClipping(_supernet, 0.1).Apply(_gradients);

        AssertNear([0, 0.3f, 0.4f], _gradients.Floats.Slice(stored.Start, 3));
        Assert.Equal(gradient, _gradients.Floats.Slice(stored.Start + size, 3).ToArray());
    }

    /// <summary>Weights of 0 count as 0.001 long; a vector is one unit, however many numbers.</summary>
    [Fact]
    public void AdaptiveClipping_VectorOfZeros_MayStillMove()
    {
        var stored = _supernet[Bias];
        using (no_grad())
        {
            stored.Values.zero_();
        }

        new[] { 0.3f, 0.4f }.CopyTo(_gradients.Floats[stored.Start..]);

        new AdaptiveClipping(_supernet, 0.1).Apply(_gradients);

        AssertNear([0.3f * 2e-4f, 0.4f * 2e-4f], _gradients.Floats.Slice(stored.Start, 2));
    }

    [Fact]
    public void AdaptiveClipping_SmallNorms_ChangesNothing()
    {
        foreach (var stored in _supernet.Parameters)
        {
            _gradients.Floats.Slice(stored.Start, stored.Elements).Fill(1e-7f);
        }

        var before = _gradients.Floats.ToArray();

        new AdaptiveClipping(_supernet, 0.1).Apply(_gradients);

        Assert.Equal(before, _gradients.Floats.ToArray());
    }

    private static void AssertNear(float[] expected, ReadOnlySpan<float> actual)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], Math.Abs(expected[i] * 1e-5f) + 1e-12f);
        }
    }
}
