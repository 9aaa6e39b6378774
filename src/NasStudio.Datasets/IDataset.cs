using System.Collections.Immutable;
using NasStudio.Core.Networks;

namespace NasStudio.Datasets;

/// <summary>A labelled image data set with a training and a test split.</summary>
public interface IDataset
{
    DatasetDescription Description { get; }

    /// <exception cref="InvalidDataException">A file is missing, cut or corrupt; the message names it and the way out.</exception>
    LabeledImages Read(DatasetSplit split, CancellationToken cancellation);
}

/// <param name="Name">As in documents, for example "fashion-mnist".</param>
/// <param name="Title">As on the screen, for example "Fashion-MNIST".</param>
/// <param name="Source">Where it comes from, with its licence, one sentence.</param>
public sealed record DatasetDescription(
    string Name,
    string Title,
    string Source,
    int Channels,
    int Height,
    int Width,
    ImmutableArray<string> Classes,
    int TrainImages,
    int TestImages)
{
    /// <summary>What a network for this data set reads and answers.</summary>
    public NetworkInput NetworkInput => new(Channels, Height, Width, Classes.Length);
}

public enum DatasetSplit
{
    Train,
    Test,
}
