namespace NasStudio.Datasets.Readers;

/// <summary>A data set whose splits are read from files when they are asked for.</summary>
internal sealed class FileDataset(
    DatasetDescription description,
    Func<DatasetSplit, CancellationToken, LabeledImages> read) : IDataset
{
    public DatasetDescription Description => description;

    public LabeledImages Read(DatasetSplit split, CancellationToken cancellation) => read(split, cancellation);
}
