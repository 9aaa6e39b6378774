namespace NasStudio.Datasets.Tests;

/// <summary>The files themselves, where NASSTUDIO_DATA has them.</summary>
public sealed class RealDataTests
{
    [Fact]
    public void Mnist_OfTheDataFolder_ReadsWholeWithItsPublishedStatistics()
    {
        var catalogue = Catalogue();

        Assert.Null(catalogue.Verify("mnist", TestContext.Current.CancellationToken));
        var train = catalogue.Open("mnist").Read(DatasetSplit.Train, TestContext.Current.CancellationToken);
        var normalization = ImageNormalization.Of(train);

        Assert.Equal([5, 0, 4, 1, 9, 2, 1, 3, 1, 4], train.Labels.Take(10));
        Assert.Equal(0.1307f, normalization.Mean[0], 4);
        Assert.Equal(0.3081f, normalization.Deviation[0], 4);
    }

    [Fact]
    public void CifarSubset_OfTheDataFolder_ReadsWholeAndBalanced()
    {
        var catalogue = Catalogue();

        Assert.Null(catalogue.Verify("cifar10_bin_subset", TestContext.Current.CancellationToken));
        var dataset = catalogue.Open("cifar10_bin_subset");
        var test = dataset.Read(DatasetSplit.Test, TestContext.Current.CancellationToken);

        Assert.Equal((10_000, 2_000), (dataset.Description.TrainImages, test.Count));
        Assert.All(Enumerable.Range(0, 10), label => Assert.Equal(200, test.Labels.Count(each => each == label)));
    }

    [Fact]
    public void CifarJpeg_OfTheDataFolder_ReadsEveryImageOfItsTwoArchives()
    {
        var catalogue = Catalogue();

        var dataset = catalogue.Open("cifar10_jpeg");
        var train = dataset.Read(DatasetSplit.Train, TestContext.Current.CancellationToken);
        var test = dataset.Read(DatasetSplit.Test, TestContext.Current.CancellationToken);
        var normalization = ImageNormalization.Of(train);

        Assert.Equal((3, 32, 32, 50_000, 10_000), (dataset.Description.Channels, dataset.Description.Height, dataset.Description.Width, train.Count, test.Count));
        Assert.Equal(["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"], dataset.Description.Classes);
        Assert.All(Enumerable.Range(0, 10), label => Assert.Equal(5_000, train.Labels.Count(each => each == label)));

        // CIFAR-10's published means; JPEG moves them little.
        Assert.All(new[] { 0.4914f, 0.4822f, 0.4465f }.Zip(normalization.Mean), pair => Assert.Equal(pair.First, pair.Second, 0.005f));
        Assert.All(new[] { 0.2470f, 0.2435f, 0.2616f }.Zip(normalization.Deviation), pair => Assert.Equal(pair.First, pair.Second, 0.01f));
    }

    private static DatasetCatalogue Catalogue()
    {
        var folder = Environment.GetEnvironmentVariable("NASSTUDIO_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "NASSTUDIO_DATA is not set.");
        return new DatasetCatalogue(folder, Path.Combine(folder!, "no-downloads"));
    }
}
