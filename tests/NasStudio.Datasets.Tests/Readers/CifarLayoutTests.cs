using System.Text;

namespace NasStudio.Datasets.Tests.Readers;

public sealed class CifarLayoutTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    [Fact]
    public void Read_SeveralBatches_GivesThemInOrderWithoutTheLabelBytes()
    {
        var (first, second) = (SampleFiles.CifarRecords(3), SampleFiles.CifarRecords(2));
        Write("data_batch_1.bin", first);
        Write("data_batch_2.bin", second);
        Write("test_batch.bin", first);

        var images = Catalogue().Open("photos").Read(DatasetSplit.Train, TestContext.Current.CancellationToken);

        Assert.Equal([0, 1, 2, 0, 1], images.Labels);
        Assert.Equal(first.AsSpan(3073 + 1, 3072), images.Pixels.AsSpan(3072, 3072));
        Assert.Equal(second.AsSpan(1, 3072), images.Pixels.AsSpan(3 * 3072, 3072));
    }

    [Fact]
    public void Description_WithBatchesMeta_HasItsClassNames()
    {
        Write("train.bin", SampleFiles.CifarRecords(2));
        Write("test.bin", SampleFiles.CifarRecords(2));
        Write("batches.meta.txt", Encoding.UTF8.GetBytes("cat\ndog\n\n"));

        Assert.Equal(["cat", "dog"], Catalogue().Find("photos")!.Description.Classes);
    }

    [Fact]
    public void Verify_LabelBeyondTheClasses_NamesFileRecordAndLabel()
    {
        var records = SampleFiles.CifarRecords(3);
        records[3073] = 77;
        Write("train.bin", SampleFiles.CifarRecords(2));
        Write("test.bin", records);

        var problem = Catalogue().Verify("photos", TestContext.Current.CancellationToken);

        Assert.Contains($"{_root["photos/test.bin"]} has label 77 in record 1, but there are 10 classes", problem, StringComparison.Ordinal);
    }

    public void Dispose() => _root.Dispose();

    private void Write(string name, byte[] content) => _root.Write($"photos/{name}", content);

    private DatasetCatalogue Catalogue() => new(_root.Path, _root["home"]);
}
