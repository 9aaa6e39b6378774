using System.Collections.Immutable;
using System.Security.Cryptography;

namespace NasStudio.Datasets.Contents;

/// <summary>What a data set holds, found by reading all of it once.</summary>
/// <param name="TrainPerClass">Images of each class.</param>
/// <param name="SharedImages">Test images of which the training split holds an identical one: they would be tested on what was learned.</param>
/// <param name="RepeatedImages">Training images that are there before, identical: validation may be drawn from what is trained on.</param>
/// <param name="Strips">The first images of each class side by side, as PNG; empty where a class has none.</param>
public sealed record DatasetContents(
    ImmutableArray<int> TrainPerClass,
    ImmutableArray<int> TestPerClass,
    int SharedImages,
    int RepeatedImages,
    ImmutableArray<byte[]> Strips)
{
    /// <summary>Images of a class in its strip.</summary>
    public const int Shown = 8;

    /// <exception cref="InvalidDataException">A file is missing, cut or corrupt; the message names it and the way out.</exception>
    public static DatasetContents Of(IDataset dataset, CancellationToken cancellation)
    {
        var classes = dataset.Description.Classes.Length;
        var train = dataset.Read(DatasetSplit.Train, cancellation);
        var seen = new HashSet<UInt128>(train.Count);
        var repeated = Enumerable.Range(0, train.Count).Count(image => !seen.Add(HashOf(train, image, cancellation)));
        var (perClass, strips) = (Count(train, classes), StripsOf(train, classes));
        var test = dataset.Read(DatasetSplit.Test, cancellation);
        var shared = Enumerable.Range(0, test.Count).Count(image => seen.Contains(HashOf(test, image, cancellation)));
        return new DatasetContents(perClass, Count(test, classes), shared, repeated, strips);
    }

    private static ImmutableArray<int> Count(LabeledImages images, int classes)
    {
        var counts = new int[classes];
        foreach (var label in images.Labels)
        {
            counts[label]++;
        }

        return [.. counts];
    }

    private static ImmutableArray<byte[]> StripsOf(LabeledImages images, int classes)
    {
        var firsts = Enumerable.Range(0, classes).Select(_ => new List<int>(Shown)).ToArray();
        var lacking = classes;
        for (var image = 0; image < images.Count && lacking > 0; image++)
        {
            var of = firsts[images.Labels[image]];
            if (of.Count < Shown)
            {
                of.Add(image);
                lacking -= of.Count == Shown ? 1 : 0;
            }
        }

        return [.. firsts.Select(of => of.Count == 0 ? [] : PngStrip.Of(images.Select([.. of])))];
    }

    /// <summary>The first half of SHA-256: two different images are never taken for one.</summary>
    private static UInt128 HashOf(LabeledImages images, int image, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(images.Pixels.AsSpan(image * images.ImageBytes, images.ImageBytes), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
