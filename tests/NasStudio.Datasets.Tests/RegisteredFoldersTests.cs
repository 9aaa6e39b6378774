using NasStudio.Datasets.Tests.Readers;

namespace NasStudio.Datasets.Tests;

public sealed class RegisteredFoldersTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public static TheoryData<string> Layouts => ["IDX files", "CIFAR records", "class folders of JPEG or PNG images"];

    public void Dispose() => _root.Dispose();

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Register_EveryLayout_IsRecognisedByContentAndSurvivesARestart(string layout)
    {
        Write("mine", layout);
        Assert.True(Catalogue().Register("pictures", _root["mine"]).IsRegistered);

        var later = Catalogue().Find("pictures")!;
        Assert.Equal(DatasetState.Ready, later.State);
        Assert.Equal(_root["mine"], later.Folder);
        Assert.Equal(SampleFiles.Train, Catalogue().Open("pictures").Read(DatasetSplit.Train, TestContext.Current.CancellationToken).Count);
    }

    [Theory]
    [InlineData("../up")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("Big")]
    [InlineData("")]
    [InlineData("shapes")]
    [InlineData("mnist")]
    [InlineData("taken")]
    public void Register_NameThatIsNotFree_IsRefused(string name)
    {
        Write("mine", "IDX files");
        Write("data/taken", "IDX files");
        Assert.Contains($"\"{name}\"", Assert.Throws<InvalidDataException>(() => Catalogue().Register(name, _root["mine"])).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_root["home/data/folders.json"]));
    }

    [Fact]
    public void Register_FolderOfOtherFiles_SaysWhatWasFoundAndWhatIsExpected()
    {
        _root.Write("notes/diary.txt", [65]);
        var message = Assert.Throws<InvalidDataException>(() => Catalogue().Register("notes", _root["notes"])).Message;
        Assert.Contains(_root["notes"], message, StringComparison.Ordinal);
        Assert.Contains("diary.txt", message, StringComparison.Ordinal);
        Assert.Contains("train/CLASS/", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Register_NoFolder_SaysWhatToWrite()
    {
        var file = _root.Write("a.txt", [65]);
        Assert.Contains("is a file", Refused(file), StringComparison.Ordinal);
        Assert.Contains("There is no folder", Refused(_root["nowhere"]), StringComparison.Ordinal);
        Assert.Contains("whole path", Refused("pictures"), StringComparison.Ordinal);
        Assert.Contains("whole path", Refused("https://example.org/x"), StringComparison.Ordinal);
    }

    [Fact]
    public void Register_BrokenFiles_SaysWhichOne()
    {
        Write("mine", "IDX files");
        File.Delete(_root["mine/t10k-labels-idx1-ubyte"]);
        Assert.Contains(_root["mine"], Refused(_root["mine"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Unregister_AName_LeavesTheFilesAndForgetsIt()
    {
        Write("mine", "IDX files");
        var catalogue = Catalogue();
        catalogue.Register("pictures", _root["mine"]);
        Assert.True(catalogue.Unregister("pictures"));
        Assert.Null(catalogue.Find("pictures"));
        Assert.False(catalogue.Unregister("pictures"));
        Assert.True(File.Exists(_root["mine/train-images-idx3-ubyte"]));
    }

    [Fact]
    public void Find_RegisteredFolderThatIsGone_IsMissingWithItsPath()
    {
        Write("mine", "IDX files");
        var catalogue = Catalogue();
        catalogue.Register("pictures", _root["mine"]);
        Directory.Delete(_root["mine"], recursive: true);
        Assert.Equal(DatasetState.Missing, catalogue.Find("pictures")!.State);
        Assert.Contains(_root["mine"], catalogue.Find("pictures")!.Problem, StringComparison.Ordinal);
    }

    private string Refused(string folder) => Assert.Throws<InvalidDataException>(() => Catalogue().Register("pictures", folder)).Message;

    private DatasetCatalogue Catalogue() => new(_root["data"], _root["home/data"]);

    private void Write(string folder, string layout)
    {
        foreach (var (name, content) in SampleFiles.Of(layout))
        {
            _root.Write($"{folder}/{name}", content);
        }
    }
}
