using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using NasStudio.Datasets.Downloads;
using NasStudio.Datasets.Tests.Readers;

namespace NasStudio.Datasets.Tests.Downloads;

public sealed class DatasetDownloadTests : IDisposable
{
    private readonly TemporaryFolder _root = new();
    private readonly FileServer _server = new();

    [Fact]
    public async Task FetchAsync_EveryFileAsExpected_MakesItReadyAndReportsProgress()
    {
        var catalogue = Catalogue();
        var progress = new RecordedProgress();

        await FetchAsync(catalogue, Serve(SampleFiles.Of("IDX files")), progress);

        Assert.Equal(DatasetState.Ready, catalogue.Find("mnist")!.State);
        Assert.Null(catalogue.Verify("mnist", TestContext.Current.CancellationToken));
        Assert.Equal([0, 1], [progress.Values[0], progress.Values[^1]]);
        Assert.Equal(progress.Values.Order(), progress.Values);
        Assert.Equal([_root["home/mnist"]], Directory.GetDirectories(_root["home"]));
    }

    [Fact]
    public async Task FetchAsync_TarGz_KeepsItsFilesInsideTheFolder()
    {
        var files = SampleFiles.Of("CIFAR records").ToDictionary(file => $"../../{file.Key}", file => file.Value);
        var catalogue = Catalogue();

        await FetchAsync(catalogue, Serve(new() { ["batches.tar.gz"] = TarGz(files) }));

        Assert.Equal(SampleFiles.Train, catalogue.Open("mnist").Read(DatasetSplit.Train, TestContext.Current.CancellationToken).Count);
        Assert.Equal(
            ["data_batch_1.bin", "data_batch_2.bin", "test_batch.bin"],
            Directory.GetFiles(_root["home"], "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("another content", "has SHA-256")]
    [InlineData("shorter", "ended after")]
    [InlineData("longer", "sends more than")]
    [InlineData("gone", "404")]
    [InlineData("plain http", "is not an https address")]
    [InlineData("redirected to http", "is not an https address")]
    [InlineData("not a data set", "hold no data set")]
    public async Task FetchAsync_SomethingWrong_LeavesNothingAndSaysTheWayOut(string fault, string message)
    {
        var known = Serve(SampleFiles.Of("IDX files"));
        var last = known.Files[^1];
        var content = _server.Content[last.Address];
        switch (fault)
        {
            case "another content": _server.Content[last.Address] = [.. content[..^1], (byte)(content[^1] ^ 1)]; break;
            case "shorter": _server.Content[last.Address] = content[..^1]; break;
            case "longer": _server.Content[last.Address] = [.. content, 0]; break;
            case "gone": _server.Content.Remove(last.Address); break;
            case "plain http": known = known with { Files = [.. known.Files[..^1], last with { Address = new Uri("http://data.example/x") }] }; break;
            case "redirected to http": _server.Redirect = new Uri("http://data.example/x"); break;
            default: known = Serve(new() { ["notes.txt"] = [65, 66] }); break;
        }

        var error = await Assert.ThrowsAsync<DatasetDownloadException>(() => FetchAsync(Catalogue(), known));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains($"put its files into {_root["data/mnist"]}", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_root["home"]));
    }

    [Fact]
    public async Task FetchAsync_Cancelled_LeavesNothing()
    {
        using var cancellation = new CancellationTokenSource();
        var known = Serve(SampleFiles.Of("IDX files"));

        // Cancelled by the first bytes that arrive: in the middle of a file.
        var progress = new RecordedProgress { OnReport = fraction => { if (fraction > 0) { cancellation.Cancel(); } } };
        using var http = new HttpClient(_server, disposeHandler: false);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Catalogue().FetchAsync(known, http, progress, cancellation.Token));

        Assert.Empty(Directory.GetFileSystemEntries(_root["home"]));
    }

    [Fact]
    public async Task FetchAsync_BrokenEarlierDownload_IsReplaced()
    {
        _root.Write("home/mnist/train-images-idx3-ubyte", [0, 0, 8, 3]);
        var catalogue = Catalogue();
        Assert.Equal(DatasetState.Downloadable, catalogue.Find("mnist")!.State);

        await FetchAsync(catalogue, Serve(SampleFiles.Of("IDX files")));

        Assert.Equal(DatasetState.Ready, catalogue.Find("mnist")!.State);
    }

    [Fact]
    public async Task FetchAsync_AlreadyReady_AsksTheServerNothing()
    {
        var known = Serve(SampleFiles.Of("IDX files"));
        var catalogue = Catalogue();
        await FetchAsync(catalogue, known);
        var requests = _server.Requests;

        await FetchAsync(catalogue, known);

        Assert.Equal(requests, _server.Requests);
    }

    [Fact]
    public async Task DownloadAsync_NameWithoutAddress_NamesThoseWithOne()
    {
        using var http = new HttpClient(_server, disposeHandler: false);

        var error = await Assert.ThrowsAsync<DatasetDownloadException>(
            () => Catalogue().DownloadAsync("imagenet", http, new RecordedProgress(), TestContext.Current.CancellationToken));

        Assert.Contains("only mnist, fashion-mnist, cifar10 can be downloaded", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Known_EveryFile_HasAnHttpsAddressASizeAndASha256() =>
        Assert.All(KnownDatasets.All.SelectMany(known => known.Files), file =>
        {
            Assert.Equal("https", file.Address.Scheme);
            Assert.InRange(file.Bytes, 1_000, 200_000_000);
            Assert.Matches("^[0-9a-f]{64}$", file.Sha256);
        });

    public void Dispose()
    {
        _server.Dispose();
        _root.Dispose();
    }

    private DatasetCatalogue Catalogue() => new(_root["data"], _root["home"]);

    /// <summary>A known data set of the name mnist whose files the server has.</summary>
    private KnownDataset Serve(Dictionary<string, byte[]> files)
    {
        var remote = files.Select(file =>
        {
            var address = new Uri($"https://data.example/{file.Key}");
            _server.Content[address] = file.Value;
            return new RemoteFile(address, file.Value.Length, Convert.ToHexStringLower(SHA256.HashData(file.Value)));
        });
        return KnownDatasets.Mnist with { Files = [.. remote] };
    }

    private async Task FetchAsync(DatasetCatalogue catalogue, KnownDataset known, RecordedProgress? progress = null)
    {
        using var http = new HttpClient(_server, disposeHandler: false);
        await catalogue.FetchAsync(known, http, progress ?? new RecordedProgress(), TestContext.Current.CancellationToken);
    }

    private static byte[] TarGz(Dictionary<string, byte[]> files)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
        using (var tar = new TarWriter(gzip))
        {
            foreach (var (name, content) in files)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
            }
        }

        return target.ToArray();
    }

    private sealed class RecordedProgress : IProgress<double>
    {
        public List<double> Values { get; } = [];

        public Action<double>? OnReport { get; init; }

        public void Report(double value)
        {
            Values.Add(value);
            OnReport?.Invoke(value);
        }
    }

    /// <summary>Answers from memory what a server would.</summary>
    private sealed class FileServer : HttpMessageHandler
    {
        public Dictionary<Uri, byte[]> Content { get; } = [];

        /// <summary>The address that the last answer claims to come from, as after a redirect.</summary>
        public Uri? Redirect { get; set; }

        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            var found = Content.TryGetValue(request.RequestUri!, out var content);
            return Task.FromResult(new HttpResponseMessage(found ? HttpStatusCode.OK : HttpStatusCode.NotFound)
            {
                Content = new ByteArrayContent(content ?? []),
                RequestMessage = Redirect is null ? request : new HttpRequestMessage(HttpMethod.Get, Redirect),
            });
        }
    }
}
