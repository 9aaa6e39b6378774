using System.Security.Cryptography;
using NasStudio.Datasets.Shapes;

namespace NasStudio.Datasets.Tests.Shapes;

public sealed class ShapesDatasetTests
{
    [Fact]
    public void Read_KnownSeed_GivesTheKnownImages()
    {
        var images = Read(new ShapesDataset(trainImages: 100));

        Assert.Equal("581a60deac843d50b79ea6c15f53f168c7a04e730486a6c5e44cc77f15dd655a", Convert.ToHexStringLower(SHA256.HashData(images.Pixels)));
    }

    [Fact]
    public void Read_FewerImages_GivesTheBeginningOfMore()
    {
        var (few, many) = (Read(new ShapesDataset(trainImages: 30)), Read(new ShapesDataset(trainImages: 90)));

        Assert.Equal(few.Pixels, many.Pixels.AsSpan(0, few.Pixels.Length));
    }

    [Fact]
    public void Read_AnotherSeedOrSplit_GivesOtherImages()
    {
        var dataset = new ShapesDataset(trainImages: 10, testImages: 10);
        var other = new ShapesDataset(trainImages: 10, testImages: 10, seed: 29);

        Assert.NotEqual(Read(dataset).Pixels, Read(other).Pixels);
        Assert.NotEqual(Read(dataset).Pixels, Read(dataset, DatasetSplit.Test).Pixels);
    }

    [Fact]
    public void Read_EverySplit_IsBalancedOverTenClasses()
    {
        var dataset = new ShapesDataset(trainImages: 200, testImages: 50);

        Assert.Equal(10, dataset.Description.Classes.Length);
        Assert.All(Enumerable.Range(0, 10), label => Assert.Equal(20, Read(dataset).Labels.Count(each => each == label)));
        Assert.All(Enumerable.Range(0, 10), label => Assert.Equal(5, Read(dataset, DatasetSplit.Test).Labels.Count(each => each == label)));
    }

    [Fact]
    public void Read_NothingButTheShape_ShowsItAsFarAsItsRadius()
    {
        var plain = new ShapesDifficulty
        {
            Noise = new(0, 0), Gradient = 0, Strokes = 0, Outlined = 0, Shift = 0, Radius = new(9, 9), Contrast = new(60, 60),
        };
        var images = Read(new ShapesDataset(trainImages: 50, difficulty: plain));

        for (var i = 0; i < images.Count; i++)
        {
            var image = images.Select([i]);
            var background = image.Pixels[0];
            var covered = Enumerable.Range(0, 784).Where(pixel => image.Pixels[pixel] != background).ToList();
            Assert.InRange(covered.Count, 40, 300);
            Assert.All(covered, pixel => Assert.True(Math.Pow((pixel % 28) - 13.5, 2) + Math.Pow((pixel / 28) - 13.5, 2) < Math.Pow(9 * 1.2 + 1, 2), $"image {i} reaches {pixel}"));
        }
    }

    [Fact]
    public void SignedDistance_Square_IsExactInsideOutsideAndAtCorners()
    {
        System.Numerics.Vector2[] square = [new(-1, -1), new(1, -1), new(1, 1), new(-1, 1)];

        Assert.Equal(-1, ShapeOutline.SignedDistance(square, new(0, 0)));
        Assert.Equal(2, ShapeOutline.SignedDistance(square, new(3, 0.5f)));
        Assert.Equal(5, ShapeOutline.SignedDistance(square, new(4, -5)));
    }

    private static LabeledImages Read(ShapesDataset dataset, DatasetSplit split = DatasetSplit.Train) =>
        dataset.Read(split, TestContext.Current.CancellationToken);
}
