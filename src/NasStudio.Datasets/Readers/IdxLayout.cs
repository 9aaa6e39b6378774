using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;

namespace NasStudio.Datasets.Readers;

/// <summary>
/// The four IDX files of MNIST and its relatives (Y. LeCun, "The MNIST database"): big-endian header [0, 0, type, rank]
/// and one 32-bit size per axis, then the bytes. Images are [count, height, width], labels [count].
/// </summary>
public sealed class IdxLayout : IDatasetLayout
{
    private const int ImageHeader = 16;
    private const int LabelHeader = 8;

    public string Name => "IDX files";

    public bool Recognises(DataFolder folder) => folder.Files.Any(file => RankOf(file) is not null);

    public IDataset Open(DataFolder folder)
    {
        var train = OpenSplit(folder, DatasetSplit.Train, "training");
        var test = OpenSplit(folder, DatasetSplit.Test, "test");
        if ((train.Height, train.Width) != (test.Height, test.Width))
        {
            throw test.Images.Broken(
                $"holds images of {test.Height}×{test.Width}, but the training images are {train.Height}×{train.Width}");
        }

        var classes = Math.Max(train.Labels.Max(), test.Labels.Max()) + 1;
        var names = Enumerable.Range(0, classes).Select(label => label.ToString(CultureInfo.InvariantCulture)).ToImmutableArray();
        return new FileDataset(
            folder.Describe(1, train.Height, train.Width, names, train.Labels.Length, test.Labels.Length),
            (split, cancellation) => (split == DatasetSplit.Train ? train : test).Read(cancellation));
    }

    private static Split OpenSplit(DataFolder folder, DatasetSplit split, string word)
    {
        var images = FindFile(folder, split, rank: 3, $"{word} images");
        var sizes = ReadHeader(images, rank: 3);
        var labels = FindFile(folder, split, rank: 1, $"{word} labels");
        var count = ReadHeader(labels, rank: 1)[0];
        return count == sizes[0]
            ? new Split(images, sizes[1], sizes[2], [.. labels.Read(LabelHeader, count, CancellationToken.None)])
            : throw labels.Broken($"holds {count} labels, but {images.Path} holds {sizes[0]} images");
    }

    private static DataFile FindFile(DataFolder folder, DatasetSplit split, int rank, string what)
    {
        var found = folder.Files.Where(file => RankOf(file) == rank && SplitNames.Of(file.Name) == split).ToList();
        return found switch
        {
            [var only] => only,
            [] => throw folder.Lacks(
                $"the {what}: IDX data needs four files, named like train-images-idx3-ubyte, train-labels-idx1-ubyte, "
                + "t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte, plain or .gz"),
            _ => throw new InvalidDataException(
                $"{folder.Path} holds several files of {what} ({string.Join(", ", found.Select(file => file.Name))}); "
                + "keep one, or put each data set into a folder of its own."),
        };
    }

    /// <summary>Sizes of the axes, checked against the file's length.</summary>
    private static int[] ReadHeader(DataFile file, int rank)
    {
        var bytes = 4 + (4 * rank);
        var head = file.Head(bytes);
        if (head.Length < bytes || head is not [0, 0, 8, _, ..] || head[3] != rank)
        {
            throw file.Broken($"begins with {Hex(head)}, but an IDX file of bytes with {rank} axes begins with 00 00 08 0{rank}");
        }

        var sizes = Enumerable.Range(0, rank).Select(axis => BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(4 + (4 * axis)))).ToArray();
        var product = sizes.Aggregate((decimal)1, (all, size) => all * size);
        if (product is 0 or > int.MaxValue)
        {
            throw file.Broken(
                $"states sizes {string.Join('×', sizes)} in its header; each must be at least 1 and all together at most "
                + $"{int.MaxValue} bytes");
        }

        return file.Length == bytes + (long)product
            ? Array.ConvertAll(sizes, size => (int)size)
            : throw file.Broken(
                $"has {file.Size}, but its header states {string.Join('×', sizes)}, which needs {bytes + (long)product}: "
                + "it is cut or corrupt");
    }

    /// <summary>3 for images, 1 for labels, null for other files. A file whose first bytes are damaged is still told by its name.</summary>
    private static int? RankOf(DataFile file) => file.Head(4) switch
    {
        [0, 0, 8, 3] => 3,
        [0, 0, 8, 1] => 1,
        _ when file.Name.Contains("idx3", StringComparison.OrdinalIgnoreCase) => 3,
        _ when file.Name.Contains("idx1", StringComparison.OrdinalIgnoreCase) => 1,
        _ => null,
    };

    private static string Hex(byte[] head) => head.Length == 0
        ? "nothing readable"
        : string.Join(' ', head.Take(4).Select(value => value.ToString("x2", CultureInfo.InvariantCulture)));

    private sealed record Split(DataFile Images, int Height, int Width, byte[] Labels)
    {
        public LabeledImages Read(CancellationToken cancellation) => new(
            1,
            Height,
            Width,
            Images.Read(ImageHeader, Labels.Length * Height * Width, cancellation),
            Array.ConvertAll(Labels, label => (int)label));
    }
}
