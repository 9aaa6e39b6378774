using System.Formats.Tar;
using System.IO.Compression;
using NasStudio.Datasets.Tests.Readers;

namespace NasStudio.Datasets.Tests;

public sealed class UploadTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("zip", "")]
    [InlineData("zip", "pictures/")]
    [InlineData("tar", "pictures/")]
    [InlineData("tar.gz", "")]
    public async Task Upload_ArchiveOfAFolder_IsADatasetThatSurvivesARestart(string kind, string inside)
    {
        var files = SampleFiles.Of("IDX files").ToDictionary(file => inside + file.Key, file => file.Value);
        var entry = await Catalogue().UploadAsync("sent", Packed(kind, files), Stop);
        Assert.Equal(SampleFiles.Train, entry.Description.TrainImages);
        Assert.Equal(DatasetState.Ready, Catalogue().Find("sent")!.State);
        Assert.Equal(["sent"], Directory.GetDirectories(_root["home/data/.uploads"]).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("tar")]
    public async Task Upload_EntryThatLeavesTheFolder_IsRefusedAndNothingIsKept(string kind)
    {
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => Catalogue().UploadAsync("sent", Packed(kind, new() { ["../../escaped"] = [1] }), Stop));
        Assert.Contains("outside of the folder", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_root.Path, "escaped", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetDirectories(_root["home/data/.uploads"]));
    }

    [Fact]
    public async Task Upload_OtherFiles_SaysWhatTheArchiveHolds()
    {
        var message = (await Assert.ThrowsAsync<InvalidDataException>(() => Catalogue().UploadAsync("sent", Packed("zip", new() { ["notes.txt"] = [65] }), Stop))).Message;
        Assert.StartsWith("The archive holds notes.txt, but no data set. Expected:", message, StringComparison.Ordinal);
        Assert.Null(Catalogue().Find("sent"));
    }

    [Fact]
    public async Task Upload_NoArchive_SaysSo() => Assert.Contains(
        "no zip, tar or tar.gz",
        (await Assert.ThrowsAsync<InvalidDataException>(() => Catalogue().UploadAsync("sent", new MemoryStream([1, 2, 3]), Stop))).Message,
        StringComparison.Ordinal);

    private static MemoryStream Packed(string kind, Dictionary<string, byte[]> files)
    {
        var packed = new MemoryStream();
        if (kind == "zip")
        {
            using var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true);
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }
        else
        {
            using Stream outer = kind == "tar" ? new MemoryStream() : new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true);
            using (var tar = new TarWriter(outer, leaveOpen: true))
            {
                foreach (var (name, content) in files)
                {
                    tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
                }
            }

            if (outer is MemoryStream plain)
            {
                plain.WriteTo(packed);
            }
        }

        packed.Position = 0;
        return packed;
    }

    private DatasetCatalogue Catalogue() => new(null, _root["home/data"]);
}
