using NasStudio.Core.Randomness;
using NasStudio.Torch.Training.Augmentation;

namespace NasStudio.Torch.Tests.Training.Augmentation;

public sealed class ImageAugmentationTests
{
    /// <summary>Two channels of 2 × 3, whose numbers are 4 times the pixel minus 1: black is −1.</summary>
    private static readonly ImageLayout Layout = new(2, 2, 3, [0.25f, 0.25f], [0.25f, 0.25f]);

    [Fact]
    public void HorizontalFlip_Always_MirrorsEachRow()
    {
        float[] image = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

        new HorizontalFlip(1).Apply(image, Layout, new SeededRandom(1, "test"));

        Assert.Equal([3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10], image);
    }

    [Fact]
    public void HorizontalFlip_Half_MirrorsAboutHalf()
    {
        var random = new SeededRandom(1, "test");
        var flip = new HorizontalFlip(0.5);
        var flipped = Enumerable.Range(0, 1000).Count(_ =>
        {
            float[] image = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
            flip.Apply(image, Layout, random);
            return image[0] == 3;
        });

        Assert.InRange(flipped, 430, 570);
    }

    /// <summary>Every one of the 9 shifts by at most a pixel comes, each with what it leaves filled with black.</summary>
    [Fact]
    public void RandomShift_ManyDraws_GivesEveryShiftOfTheImage()
    {
        float[] original = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
        var random = new SeededRandom(1, "test");
        var seen = new HashSet<string>();
        for (var i = 0; i < 300; i++)
        {
            var image = original.ToArray();
            new RandomShift(1).Apply(image, Layout, random);
            seen.Add(string.Join(' ', image));
        }

        var expected = from right in new[] { -1, 0, 1 } from down in new[] { -1, 0, 1 } select string.Join(' ', Shifted(original, right, down));
        Assert.Equal(expected.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void RandomErasing_Always_ReplacesOneRectangleOfAllChannels()
    {
        var layout = new ImageLayout(3, 16, 16, [0, 0, 0], [1, 1, 1]);
        for (var step = 0; step < 50; step++)
        {
            var image = new float[layout.Size];
            new RandomErasing(1).Apply(image, layout, new SeededRandom(1, "test", step));

            var changed = Enumerable.Range(0, layout.Plane).Where(i => image[i] != 0).ToList();
            var (height, width) = (changed.Max(i => i / 16) - changed.Min(i => i / 16) + 1, changed.Max(i => i % 16) - changed.Min(i => i % 16) + 1);
            Assert.Equal(height * width, changed.Count);
            Assert.InRange(changed.Count, 1, layout.Plane * 0.45);
            Assert.All(changed, i => Assert.NotEqual(0, image[i + (2 * layout.Plane)]));
        }
    }

    [Fact]
    public void RandAugment_NoMagnitudeLeftToChance_KeepsPixelsInRangeAndChangesImages()
    {
        var layout = new ImageLayout(3, 8, 8, [0.5f, 0.4f, 0.3f], [0.2f, 0.3f, 0.4f]);
        var changed = 0;
        for (var step = 0; step < 200; step++)
        {
            var random = new SeededRandom(1, "image", step);
            float[] image = [.. Enumerable.Range(0, layout.Size).Select(i => ((float)random.NextDouble() - layout.Mean[i / 64]) / layout.Deviation[i / 64])];
            var before = image.ToArray();
            new RandAugment(2, 9).Apply(image, layout, random);
            Assert.All(image.Select((value, i) => (value * layout.Deviation[i / 64]) + layout.Mean[i / 64]), pixel => Assert.InRange(pixel, -1e-5f, 1.00001f));
            changed += image.Zip(before).Any(pair => Math.Abs(pair.First - pair.Second) > 1e-3) ? 1 : 0;
        }

        // Each of the two operations comes with probability ½; some change little.
        Assert.InRange(changed, 110, 180);
    }

    private static float[] Shifted(float[] image, int right, int down) =>
    [
        .. from channel in new[] { 0, 1 }
           from y in Enumerable.Range(0, 2)
           from x in Enumerable.Range(0, 3)
           select x - right is >= 0 and < 3 && y - down is >= 0 and < 2 ? image[(channel * 6) + ((y - down) * 3) + x - right] : -1,
    ];
}
