using NasStudio.Core.Sampling;
using NasStudio.Torch.Supernets;
using NasStudio.Torch.Training;
using NasStudio.Torch.Training.GradientPolicies;

namespace NasStudio.Torch.Tests.Training.GradientPolicies;

public sealed class ConflictProjectionTests : IDisposable
{
    private readonly Supernet _supernet;
    private readonly Gradients _others;
    private readonly ConflictProjection _projection;

    public ConflictProjectionTests()
    {
        var space = new ToySpace();
        _supernet = Supernet.Create([space.Expand(space.Smallest)], seed: 1);
        _others = new Gradients(_supernet);
        _projection = new ConflictProjection(_supernet);
    }

    private int Start => _supernet["head.classify.bias"].Start;

    public void Dispose()
    {
        _projection.Dispose();
        _others.Dispose();
        _supernet.Dispose();
    }

    [Fact]
    public void Join_AtRightAnglesOrAgreeing_AddsUp()
    {
        Set(_projection.Of(DrawRole.Largest, _others), 2, 0);
        Set(_projection.Of(DrawRole.Smallest, _others), 1, 3);

        _projection.Join(_others);

        Assert.Equal([3f, 3f], Values(_others));
    }

    /// <summary>(−4, 3) loses its part along (2, 0): (0, 3) is left.</summary>
    [Fact]
    public void Join_Conflict_RemovesThePartAgainstTheLargest()
    {
        Set(_projection.Largest, 2, 0);
        Set(_others, -4, 3);

        _projection.Join(_others);

        Assert.Equal([2f, 3f], Values(_others));
    }

    [Theory]
    [InlineData(1, 2, -3, 1)]
    [InlineData(1, 2, -30, -7)]
    [InlineData(0.1, 0, -5, 5)]
    [InlineData(1, 1, -1, -1)]
    public void Join_AnyConflict_GivesAStepThatDoesNotHarmTheLargest(float largestX, float largestY, float otherX, float otherY)
    {
        Set(_projection.Largest, largestX, largestY);
        Set(_others, otherX, otherY);
        Assert.True(_others.Dot(_projection.Largest) < 0);

        _projection.Join(_others);

        Assert.Equal(_projection.Largest.Dot(_projection.Largest), _others.Dot(_projection.Largest), 1e-4);
        Assert.True(_others.Dot(_projection.Largest) >= 0);
    }

    private void Set(Gradients gradients, float x, float y) => (gradients.Floats[Start], gradients.Floats[Start + 1]) = (x, y);

    private float[] Values(Gradients gradients) => gradients.Floats.Slice(Start, 2).ToArray();
}
