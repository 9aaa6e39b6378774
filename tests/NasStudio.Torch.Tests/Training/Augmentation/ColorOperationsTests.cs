using NasStudio.Torch.Training.Augmentation;

namespace NasStudio.Torch.Tests.Training.Augmentation;

public sealed class ColorOperationsTests
{
    private static readonly ImageLayout Grey = new(1, 1, 4, [0], [1]);
    private static readonly ImageLayout Color = new(3, 1, 1, [0, 0, 0], [1, 1, 1]);

    [Fact]
    public void Posterize_TwoBits_LeavesFourLevels()
    {
        float[] pixels = [0, 100 / 255f, 200 / 255f, 1];
        ColorOperations.Posterize(pixels, 2);
        Assert.Equal([0, 64 / 255f, 192 / 255f, 192 / 255f], pixels);
    }

    [Fact]
    public void Solarize_Threshold_InvertsFromThereOn()
    {
        float[] pixels = [0, 0.25f, 0.5f, 1];
        ColorOperations.Solarize(pixels, 0.5f);
        Assert.Equal([0, 0.25f, 0.5f, 0], pixels);
    }

    [Fact]
    public void SolarizeAdd_DarkPixels_GetBrighter()
    {
        float[] pixels = [0, 0.25f, 0.5f, 1];
        ColorOperations.SolarizeAdd(pixels, 0.25f);
        Assert.Equal([0.25f, 0.5f, 0.5f, 1], pixels);
    }

    [Fact]
    public void Contrast_Half_HalvesTheDistanceToTheMean()
    {
        float[] pixels = [0, 0.25f, 0.75f, 1];
        ColorOperations.Contrast(pixels, Grey, 0.5f);
        Assert.Equal([0.25f, 0.375f, 0.625f, 0.75f], pixels);
    }

    [Fact]
    public void Saturation_None_IsGrey()
    {
        float[] pixels = [1, 0, 0];
        ColorOperations.Saturation(pixels, Color, 0);
        Assert.All(pixels, pixel => Assert.Equal(0.299f, pixel, 1e-6f));
    }

    [Fact]
    public void AutoContrast_NarrowRange_IsStretched()
    {
        float[] pixels = [0.25f, 0.25f, 0.375f, 0.5f];
        ColorOperations.AutoContrast(pixels, Grey);
        Assert.Equal([0, 0, 0.5f, 1], pixels);
    }

    /// <summary>1,020 pixels of four levels: Pillow's step is (1020 − 255) / 255 = 3, so a level starts at 1/3 + (pixels below) / 3.</summary>
    [Fact]
    public void Equalize_FourLevels_SpreadsThem()
    {
        var layout = new ImageLayout(1, 1, 1020, [0], [1]);
        float[] pixels = [.. Enumerable.Range(0, 1020).Select(i => (10 + (i / 255)) / 255f)];

        ColorOperations.Equalize(pixels, layout);

        Assert.Equal([0, 85 / 255f, 170 / 255f, 1], pixels.Distinct());
    }

    [Fact]
    public void BrightnessAndInvert_Pixels_AreScaledAndTurned()
    {
        float[] pixels = [0, 0.25f, 0.75f, 1];
        ColorOperations.Brightness(pixels, 2);
        Assert.Equal([0, 0.5f, 1, 1], pixels);
        ColorOperations.Invert(pixels);
        Assert.Equal([1, 0.5f, 0, 0], pixels);
    }
}
