namespace NasStudio.Datasets.Tests.Readers;

public sealed class ImageFolderLayoutTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    [Fact]
    public void Read_PlainFoldersAndArchives_GiveTheSameImages()
    {
        (string Path, byte[] Content)[] files =
        [
            ("train/cat/a.png", Flat(10)), ("train/cat/b.png", Flat(20)), ("train/dog/a.png", Flat(30)), ("test/cat/a.png", Flat(40)), ("test/dog/a.png", Flat(50)),
        ];
        foreach (var (path, content) in files)
        {
            _root.Write($"plain/{path}", content);
        }

        _root.Write("packed/images.tar.gz", TarFile.Of(files.Reverse()), gzip: true);

        foreach (var name in new[] { "plain", "packed" })
        {
            var dataset = Catalogue().Open(name);
            var train = dataset.Read(DatasetSplit.Train, TestContext.Current.CancellationToken);

            Assert.Equal(["cat", "dog"], dataset.Description.Classes);
            Assert.Equal([0, 1, 0], train.Labels);
            Assert.Equal([10, 30, 20], train.Pixels.Chunk(train.ImageBytes).Select(image => (int)image[0]));
            Assert.Equal([40, 50], dataset.Read(DatasetSplit.Test, TestContext.Current.CancellationToken).Pixels.Chunk(train.ImageBytes).Select(image => (int)image[0]));
        }
    }

    [Fact]
    public void Read_ColourPng_GivesPlanesOfRedGreenAndBlue()
    {
        WritePair(PngFile.Of(1, 2, [1, 2, 3, 4, 5, 6]));

        Assert.Equal([1, 4, 2, 5, 3, 6], Train().Pixels);
    }

    [Fact]
    public void Read_LargerImage_TakesItsMiddleAndScalesIt()
    {
        WritePair(PngFile.Of(2, 2, new byte[12]));

        // 4×8: black left and right quarters are cut away, the middle is white above and grey below.
        var wide = Enumerable.Range(0, 4 * 8).SelectMany(i => Enumerable.Repeat((byte)(i % 8 is < 2 or > 5 ? 0 : i < 16 ? 200 : 100), 3)).ToArray();
        _root.Write("set/train/x/z.png", PngFile.Of(4, 8, wide));

        var second = Train().Pixels[12..];

        Assert.Equal(second[0], second[1]);
        Assert.InRange(second[0], 140, 200);
        Assert.InRange(second[2], 75, 130);
    }

    [Fact]
    public void Read_SmallerImage_OfOneColourStaysOfThatColour()
    {
        WritePair(Flat(7, 6, 5));
        _root.Write("set/train/x/z.png", Flat(99, 2, 3));

        Assert.All(Train().Pixels[(3 * 6 * 5)..], value => Assert.Equal(99, value));
    }

    [Fact]
    public void Open_LargeFirstImage_IsLimitedTo256PixelsASide()
    {
        WritePair(Flat(7, 300, 600));

        var description = Catalogue().Open("set").Description;

        Assert.Equal((128, 256), (description.Height, description.Width));
    }

    [Theory]
    [InlineData("cut", "cut: its end is missing")]
    [InlineData("text", "neither a JPEG nor a PNG image")]
    [InlineData("bits", "cannot be decoded")]
    public void Verify_BrokenImage_NamesFileAndReason(string damage, string reason)
    {
        WritePair(Flat(7));
        var png = Flat(8);
        _root.Write("set/train/x/z.png", damage switch
        {
            "cut" => png[..^14],
            "bits" => [.. png[..43], 0xFF, .. png[44..]],
            _ => "no image at all"u8.ToArray(),
        });

        var problem = Catalogue().Verify("set", TestContext.Current.CancellationToken);

        Assert.Contains(Path.Combine("set", "train", "x", "z.png"), problem, StringComparison.Ordinal);
        Assert.True(problem!.Contains(reason, StringComparison.Ordinal), problem);
    }

    [Theory]
    [InlineData("../train/x/a.png")]
    [InlineData("/train/x/a.png")]
    [InlineData("train/../../x/a.png")]
    public void List_ArchivePathThatLeadsOutside_IsRefused(string path)
    {
        _root.Write("set/train.tar", TarFile.Of([("train/x/a.png", Flat(1)), (path, Flat(1))]));
        _root.Write("set/test.tar", TarFile.Of([("test/x/a.png", Flat(1))]));

        var problem = Problem();

        Assert.Contains(path, problem, StringComparison.Ordinal);
        Assert.Contains("leads out of the archive", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void List_ArchiveWithALink_IsRefused()
    {
        _root.Write("set/train.tar", TarFile.OfLink("train/x/a.png", "/etc/passwd"));

        Assert.Contains("is a link to /etc/passwd", Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void List_ClassOfTheTestImagesOnly_IsRefusedByName()
    {
        WritePair(Flat(1));
        _root.Write("set/test/zebra/a.png", Flat(1));

        Assert.Contains("class zebra", Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void List_ImageInNoClassFolder_IsRefused()
    {
        _root.Write("set/train.tar", TarFile.Of([("a.png", Flat(1))]));

        Assert.Contains("lies in no folder", Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void List_ImageAddedToAClassFolder_IsSeen()
    {
        WritePair(Flat(1));
        var catalogue = Catalogue();
        var before = catalogue.Open("set").Description.TrainImages;
        _root.Write("set/train/x/more.png", Flat(2));

        Assert.Equal((1, 2), (before, catalogue.Open("set").Description.TrainImages));
    }

    public void Dispose() => _root.Dispose();

    private static byte[] Flat(byte value, int height = 4, int width = 5) => PngFile.Of(height, width, [.. Enumerable.Repeat(value, height * width * 3)]);

    private void WritePair(byte[] image)
    {
        _root.Write("set/train/x/a.png", image);
        _root.Write("set/test/x/a.png", image);
    }

    private LabeledImages Train() => Catalogue().Open("set").Read(DatasetSplit.Train, TestContext.Current.CancellationToken);

    private string Problem() => Catalogue().Find("set")!.Problem!;

    private DatasetCatalogue Catalogue() => new(_root.Path, _root["home"]);
}
