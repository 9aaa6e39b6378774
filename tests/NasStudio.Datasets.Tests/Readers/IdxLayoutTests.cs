namespace NasStudio.Datasets.Tests.Readers;

public sealed class IdxLayoutTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    [Fact]
    public void Read_Sample_GivesTheBytesAfterTheHeader()
    {
        WriteSample();

        var images = Catalogue().Open("letters").Read(DatasetSplit.Test, TestContext.Current.CancellationToken);

        Assert.Equal((1, 5, 4), (images.Channels, images.Height, images.Width));
        Assert.Equal(SampleFiles.IdxImages(SampleFiles.Test, 5, 4)[16..], images.Pixels);
    }

    [Fact]
    public void List_PlainAndGzippedSideBySide_ReadsThePlainOnes()
    {
        WriteSample();
        _root.Write("letters/train-images-idx3-ubyte.gz", [1, 2, 3]);

        Assert.Null(Problem());
    }

    [Fact]
    public void List_HeaderOfAnotherType_SaysFoundAndExpected()
    {
        WriteSample();
        _root.Write("letters/train-images-idx3-ubyte", [0xCA, 0xFE, 0, 0, 1, 2, 3]);

        Assert.Contains("begins with ca fe 00 00, but an IDX file of bytes with 3 axes begins with 00 00 08 03", Problem(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 5, 4)]
    [InlineData(-1, 28, 28)]
    public void List_ImpossibleSizes_SaysWhichAndTheRule(int count, int height, int width)
    {
        WriteSample();
        byte[] content = [0, 0, 8, 3, .. BigEndian(count), .. BigEndian(height), .. BigEndian(width)];
        _root.Write("letters/train-images-idx3-ubyte", content);

        Assert.Contains("each must be at least 1", Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void List_FewerLabelsThanImages_SaysBothCounts()
    {
        WriteSample();
        _root.Write("letters/train-labels-idx1-ubyte", SampleFiles.IdxLabels(SampleFiles.Train - 1));

        Assert.Contains("holds 19 labels, but", Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void List_TestImagesOfAnotherSize_SaysBothSizes()
    {
        WriteSample();
        _root.Write("letters/t10k-images-idx3-ubyte", SampleFiles.IdxImages(SampleFiles.Test, 6, 6));

        Assert.Contains("6×6, but the training images are 5×4", Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void List_TwoTrainingFiles_AsksForOne()
    {
        WriteSample();
        _root.Write("letters/more-train-images", SampleFiles.IdxImages(SampleFiles.Train, 5, 4));

        Assert.Contains("several files of training images (more-train-images, train-images-idx3-ubyte); keep one", Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void Description_FolderOfAKnownName_HasItsTitleAndClassNames()
    {
        foreach (var (name, content) in SampleFiles.Of("IDX files"))
        {
            _root.Write($"fashion-mnist/{name}", content);
        }

        var description = Catalogue().Find("fashion-mnist")!.Description;

        Assert.Equal(("Fashion-MNIST", "Ankle boot"), (description.Title, description.Classes[^1]));
        Assert.Equal(SampleFiles.Train, description.TrainImages);
    }

    public void Dispose() => _root.Dispose();

    private void WriteSample()
    {
        foreach (var (name, content) in SampleFiles.Of("IDX files"))
        {
            _root.Write($"letters/{name}", content);
        }
    }

    private string? Problem() => Catalogue().Find("letters")!.Problem;

    private DatasetCatalogue Catalogue() => new(_root.Path, _root["home"]);

    private static byte[] BigEndian(int value) => [(byte)(value >> 24 & 255), (byte)(value >> 16 & 255), (byte)(value >> 8 & 255), (byte)(value & 255)];
}
