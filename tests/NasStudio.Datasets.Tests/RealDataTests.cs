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

    private static DatasetCatalogue Catalogue()
    {
        var folder = Environment.GetEnvironmentVariable("NASSTUDIO_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "NASSTUDIO_DATA is not set.");
        return new DatasetCatalogue(folder, Path.Combine(folder!, "no-downloads"));
    }
}
