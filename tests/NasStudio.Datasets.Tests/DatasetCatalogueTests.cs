using NasStudio.Datasets.Tests.Readers;

namespace NasStudio.Datasets.Tests;

public sealed class DatasetCatalogueTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    [Fact]
    public void List_NoFolderAtAll_HasShapesReadyAndTheKnownOnesDownloadable()
    {
        var catalogue = new DatasetCatalogue(null, _root["home/data"]);

        var entries = catalogue.List();

        Assert.Equal(["shapes", "mnist", "fashion-mnist", "cifar10"], entries.Select(entry => entry.Description.Name));
        Assert.Equal(
            [DatasetState.Ready, DatasetState.Downloadable, DatasetState.Downloadable, DatasetState.Downloadable],
            entries.Select(entry => entry.State));
        Assert.All(catalogue.Facts(), facts => Assert.Null(facts.Problem));
    }

    [Fact]
    public void List_DataFolderDoesNotExist_IsAsIfThereWereNone() =>
        Assert.Equal(4, new DatasetCatalogue(_root["nowhere"], _root["home"]).List().Count);

    [Fact]
    public void List_FolderAppearsChangesAndGoes_IsSeen()
    {
        var catalogue = new DatasetCatalogue(_root.Path, _root["home"]);
        Assert.Null(catalogue.Find("digits"));

        WriteIdx("digits");
        Assert.Equal(DatasetState.Ready, catalogue.Find("digits")!.State);

        _root.Write("digits/t10k-labels-idx1-ubyte", [0, 0, 8, 1]);
        Assert.Equal(DatasetState.Missing, catalogue.Find("digits")!.State);

        Directory.Delete(_root["digits"], recursive: true);
        Assert.Null(catalogue.Find("digits"));
    }

    [Fact]
    public void List_FoldersOfOtherFiles_AreNotListed()
    {
        _root.Write("tables/accuracies.csv", "a,b\n1,2\n"u8.ToArray(), gzip: true);
        _root.Write("photos/backup.gz", [1, 2, 3, 4], gzip: true);
        Directory.CreateDirectory(_root["empty"]);
        _root.Write("README.md", [65]);

        Assert.Equal(4, new DatasetCatalogue(_root.Path, _root["home"]).List().Count);
    }

    [Fact]
    public void List_FolderOfAKnownNameWithoutItsFiles_IsMissingWithTheReason()
    {
        _root.Write("mnist/notes.txt", [65]);
        var catalogue = new DatasetCatalogue(_root.Path, _root["home"]);

        var entry = catalogue.Find("mnist")!;

        Assert.Equal(DatasetState.Missing, entry.State);
        Assert.Contains($"{_root["mnist"]} holds no data set", entry.Problem, StringComparison.Ordinal);
        Assert.Equal(60_000, entry.Description.TrainImages);
        Assert.Equal(entry.Problem, catalogue.Facts().Single(facts => facts.Name == "mnist").Problem);
    }

    [Fact]
    public void Open_InBothFolders_TakesTheOneUnderTheDataFolder()
    {
        WriteIdx("data/mnist");
        WriteIdx("home/mnist", trainImages: 7);
        var both = new DatasetCatalogue(_root["data"], _root["home"]);
        var homeOnly = new DatasetCatalogue(null, _root["home"]);

        Assert.Equal(SampleFiles.Train, both.Open("mnist").Description.TrainImages);
        Assert.Equal(7, homeOnly.Open("mnist").Description.TrainImages);
    }

    [Fact]
    public void Open_UnknownName_NamesTheOnesThereAreAndTheWayOut()
    {
        var error = Assert.Throws<InvalidDataException>(() => new DatasetCatalogue(null, _root["home"]).Open("../mnist"));

        Assert.Contains("shapes, mnist, fashion-mnist, cifar10", error.Message, StringComparison.Ordinal);
        Assert.Contains("NASSTUDIO_DATA", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NotDownloaded_SaysHowToGetIt()
    {
        var error = Assert.Throws<InvalidDataException>(() => new DatasetCatalogue(_root.Path, _root["home"]).Open("cifar10"));

        Assert.Contains($"put its files into {_root["cifar10"]}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shapes", null)]
    [InlineData("digits", null)]
    [InlineData("cifar10", "cifar10 has not been downloaded")]
    [InlineData("imagenet", "There is no data set \"imagenet\"")]
    public void Verify_AnyName_SaysWhetherARunCouldUseIt(string name, string? problem)
    {
        WriteIdx("digits");

        var found = new DatasetCatalogue(_root.Path, _root["home"]).Verify(name, TestContext.Current.CancellationToken);

        Assert.Equal(problem is null, found is null);
        Assert.StartsWith(problem ?? "", found ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Shapes_NeedsNothing()
    {
        var dataset = new DatasetCatalogue(null, _root["home"]).Open("shapes");

        Assert.Equal(new(1, 28, 28, 10), dataset.Description.NetworkInput);
    }

    [Fact]
    public void List_UnreadableFolder_IsMissingWithTheReason()
    {
        // A link to nowhere fails for root as well, whom a mode without read permission would not stop.
        WriteIdx("digits");
        File.Delete(_root["digits/train-images-idx3-ubyte"]);
        File.CreateSymbolicLink(_root["digits/train-images-idx3-ubyte"], _root["nowhere"]);

        var entry = new DatasetCatalogue(_root.Path, _root["home"]).Find("digits")!;

        Assert.Equal(DatasetState.Missing, entry.State);
        Assert.Contains($"{_root["digits"]} cannot be read", entry.Problem, StringComparison.Ordinal);
    }

    public void Dispose() => _root.Dispose();

    private void WriteIdx(string folder, int trainImages = SampleFiles.Train)
    {
        _root.Write($"{folder}/train-images-idx3-ubyte", SampleFiles.IdxImages(trainImages, 5, 4));
        _root.Write($"{folder}/train-labels-idx1-ubyte", SampleFiles.IdxLabels(trainImages));
        _root.Write($"{folder}/t10k-images-idx3-ubyte", SampleFiles.IdxImages(SampleFiles.Test, 5, 4));
        _root.Write($"{folder}/t10k-labels-idx1-ubyte", SampleFiles.IdxLabels(SampleFiles.Test));
    }
}
