using NasStudio.Torch.Training.Augmentation;

namespace NasStudio.Torch.Tests.Training.Augmentation;

public sealed class AffineOperationsTests
{
    private static readonly ImageLayout Layout = new(1, 3, 3, [0], [1]);

    [Fact]
    public void Rotate_QuarterTurn_TurnsCounterClockwise()
    {
        float[] pixels = [0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f, 0.9f];

        AffineOperations.Rotate(pixels, Layout, Math.PI / 2);

        AssertNear([0.3f, 0.6f, 0.9f, 0.2f, 0.5f, 0.8f, 0.1f, 0.4f, 0.7f], pixels);
    }

    [Fact]
    public void Apply_HalfAPixel_Interpolates()
    {
        float[] pixels = [0.2f, 0.4f, 0.8f, 0, 0, 0, 1, 1, 1];

        AffineOperations.Apply(pixels, Layout, AffineMap.Move(0.5, 0));

        AssertNear([0.3f, 0.6f, 0.4f, 0, 0, 0, 1, 1, 0.5f], pixels);
    }

    [Fact]
    public void Apply_Shear_MovesRowsAgainstEachOther()
    {
        float[] pixels = [0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f, 0.9f];

        AffineOperations.Apply(pixels, Layout, new AffineMap(1, 1, 0, 1));

        AssertNear([0, 0.1f, 0.2f, 0.4f, 0.5f, 0.6f, 0.8f, 0.9f, 0], pixels);
    }

    private static void AssertNear(float[] expected, float[] actual) => Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
}
