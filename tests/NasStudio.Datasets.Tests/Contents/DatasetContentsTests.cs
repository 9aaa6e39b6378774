using System.Collections.Immutable;
using NasStudio.Datasets.Contents;
using StbImageSharp;

namespace NasStudio.Datasets.Tests.Contents;

public sealed class DatasetContentsTests
{
    [Fact]
    public void Of_IdenticalImages_AreCountedInAndAcrossTheSplits()
    {
        var contents = DatasetContents.Of(new Fixed([1, 2, 3, 3], [0, 1, 0, 1], [3, 9, 1], [0, 1, 1]), TestContext.Current.CancellationToken);
        Assert.Equal([2, 2], contents.TrainPerClass);
        Assert.Equal([1, 2], contents.TestPerClass);
        Assert.Equal(2, contents.SharedImages);
        Assert.Equal(1, contents.RepeatedImages);
    }

    [Fact]
    public void Of_MoreImagesThanAreShown_KeepsTheFirstOfEachClass()
    {
        var labels = Enumerable.Range(0, 20).Select(image => image % 2).ToArray();
        var contents = DatasetContents.Of(new Fixed([.. Enumerable.Range(0, 20).Select(image => (byte)image)], labels, [], []), TestContext.Current.CancellationToken);
        var strip = ImageResult.FromMemory(contents.Strips[1], ColorComponents.Grey);
        Assert.Equal((DatasetContents.Shown * 2, 1), (strip.Width, strip.Height));
        Assert.Equal([1, 1, 3, 3, 5, 5, 7, 7, 9, 9, 11, 11, 13, 13, 15, 15], strip.Data);
    }

    [Fact]
    public void Of_ClassWithoutTrainingImages_HasAnEmptyStrip() =>
        Assert.Empty(DatasetContents.Of(new Fixed([1], [0], [2], [1]), TestContext.Current.CancellationToken).Strips[1]);

    [Fact]
    public void PngStrip_OfColours_KeepsEveryPixel()
    {
        // Two images of 3×1×2: red 1 2, green 3 4, blue 5 6; then the same plus 10.
        byte[] pixels = [1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16];
        var strip = ImageResult.FromMemory(PngStrip.Of(new LabeledImages(3, 1, 2, pixels, [0, 0])), ColorComponents.RedGreenBlue);
        Assert.Equal([1, 3, 5, 2, 4, 6, 11, 13, 15, 12, 14, 16], strip.Data);
    }

    /// <summary>Images of 1×1×2, both pixels alike, of two classes.</summary>
    private sealed class Fixed(byte[] train, int[] trainLabels, byte[] test, int[] testLabels) : IDataset
    {
        public DatasetDescription Description { get; } = new("fixed", "Fixed", "", 1, 1, 2, ImmutableArray.Create("a", "b"), train.Length, test.Length);

        public LabeledImages Read(DatasetSplit split, CancellationToken cancellation)
        {
            var (values, labels) = split is DatasetSplit.Train ? (train, trainLabels) : (test, testLabels);
            return new LabeledImages(1, 1, 2, [.. values.SelectMany(value => new[] { value, value })], labels);
        }
    }
}
