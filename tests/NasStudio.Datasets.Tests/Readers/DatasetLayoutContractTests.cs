using NasStudio.Datasets.Readers;

namespace NasStudio.Datasets.Tests.Readers;

/// <summary>What every layout must do, plain and gzipped.</summary>
public sealed class DatasetLayoutContractTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public static TheoryData<string, bool> Layouts => [.. DatasetLayouts.All.SelectMany(layout => new[] { (layout.Name, false), (layout.Name, true) })];

    [Theory, MemberData(nameof(Layouts))]
    public void Read_Sample_GivesEveryImageOfItsDescription(string layout, bool gzip)
    {
        Write(layout, gzip);

        var dataset = Catalogue().Open("sample");

        Assert.Equal((SampleFiles.Train, SampleFiles.Test), (dataset.Description.TrainImages, dataset.Description.TestImages));
        foreach (var split in Enum.GetValues<DatasetSplit>())
        {
            var images = dataset.Read(split, TestContext.Current.CancellationToken);
            Assert.Equal(split == DatasetSplit.Train ? SampleFiles.Train : SampleFiles.Test, images.Count);
            Assert.Equal(
                (dataset.Description.Channels, dataset.Description.Height, dataset.Description.Width),
                (images.Channels, images.Height, images.Width));
            Assert.Equal(Enumerable.Range(0, 10).Select(i => i % 10), images.Labels.Take(10));
        }
    }

    [Theory, MemberData(nameof(Layouts))]
    public void Recognises_Sample_ThisLayoutOnly(string layout, bool gzip)
    {
        Write(layout, gzip);

        var folder = new DataFolder(_root["sample"], "sample");

        Assert.Equal([layout], DatasetLayouts.All.Where(candidate => candidate.Recognises(folder)).Select(candidate => candidate.Name));
    }

    [Theory, MemberData(nameof(Layouts))]
    public void List_AnyFileMissing_SaysWhatTheFolderLacks(string layout, bool gzip)
    {
        // Of several training batches one may be absent: the others are a data set.
        foreach (var name in SampleFiles.Of(layout).Keys.Where(name => !name.Contains("data_batch", StringComparison.Ordinal)))
        {
            Write(layout, gzip);
            File.Delete(PathOf(name, gzip));

            Assert.Contains($"{_root["sample"]} lacks", ProblemWhenListed(), StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Layouts))]
    public void List_AnyFileCutOrLonger_NamesItWithTheWayOut(string layout, bool gzip)
    {
        foreach (var (name, content) in SampleFiles.Of(layout))
        {
            foreach (var broken in new[] { content[..^7], [], [.. content, 1] })
            {
                Write(layout, gzip);
                _root.Write(Path.GetRelativePath(_root.Path, PathOf(name, gzip)), broken, gzip);

                var problem = ProblemWhenListed();

                Assert.StartsWith(PathOf(name, gzip), problem, StringComparison.Ordinal);
                Assert.Contains("Copy or download the file again", problem, StringComparison.Ordinal);
            }
        }
    }

    [Theory, MemberData(nameof(Layouts))]
    public void Verify_AnyByteOfAGzippedFileChanged_NamesTheFile(string layout, bool gzip)
    {
        foreach (var name in SampleFiles.Of(layout).Keys.Where(_ => gzip))
        {
            Write(layout, gzip);
            var compressed = File.ReadAllBytes(PathOf(name, gzip));
            compressed[compressed.Length / 2] ^= 0x55;
            File.WriteAllBytes(PathOf(name, gzip), compressed);
            var catalogue = Catalogue();

            var problem = catalogue.Verify("sample", TestContext.Current.CancellationToken);

            Assert.Contains(PathOf(name, gzip), problem, StringComparison.Ordinal);
            Assert.Equal(DatasetState.Missing, catalogue.Find("sample")!.State);
            Assert.Equal(problem, catalogue.Facts().Single(facts => facts.Name == "sample").Problem);
            Assert.Contains(problem!, Assert.Throws<InvalidDataException>(() => catalogue.Open("sample")).Message, StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Layouts))]
    public void Verify_CutGzippedFile_NamesTheFile(string layout, bool gzip)
    {
        foreach (var name in SampleFiles.Of(layout).Keys.Where(_ => gzip))
        {
            Write(layout, gzip);
            var compressed = File.ReadAllBytes(PathOf(name, gzip));
            File.WriteAllBytes(PathOf(name, gzip), compressed[..(compressed.Length / 2)]);

            Assert.Contains(PathOf(name, gzip), Catalogue().Verify("sample", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    public void Dispose() => _root.Dispose();

    private void Write(string layout, bool gzip)
    {
        foreach (var (name, content) in SampleFiles.Of(layout))
        {
            _root.Write(Path.GetRelativePath(_root.Path, PathOf(name, gzip)), content, gzip);
        }
    }

    private string PathOf(string name, bool gzip) => _root[Path.Combine("sample", gzip ? name + ".gz" : name)];

    private string ProblemWhenListed()
    {
        var entry = Catalogue().List().Single(entry => entry.Description.Name == "sample");
        Assert.Equal(DatasetState.Missing, entry.State);
        return entry.Problem!;
    }

    private DatasetCatalogue Catalogue() => new(_root.Path, _root["home"]);
}
