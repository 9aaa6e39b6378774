using System.Buffers.Binary;
using NasStudio.Core.Randomness;

namespace NasStudio.Datasets.Tests.Readers;

/// <summary>A small valid data set of one layout: relative path and content of its files, uncompressed.</summary>
public static class SampleFiles
{
    public const int Train = 20;
    public const int Test = 10;

    public static Dictionary<string, byte[]> Of(string layout) => layout switch
    {
        "IDX files" => new()
        {
            ["train-images-idx3-ubyte"] = IdxImages(Train, 5, 4),
            ["train-labels-idx1-ubyte"] = IdxLabels(Train),
            ["t10k-images-idx3-ubyte"] = IdxImages(Test, 5, 4),
            ["t10k-labels-idx1-ubyte"] = IdxLabels(Test),
        },
        "CIFAR records" => new()
        {
            ["cifar-10-batches-bin/data_batch_1.bin"] = CifarRecords(Train / 2),
            ["cifar-10-batches-bin/data_batch_2.bin"] = CifarRecords(Train / 2),
            ["cifar-10-batches-bin/test_batch.bin"] = CifarRecords(Test),
        },
        "class folders of JPEG or PNG images" => new()
        {
            ["train.tar"] = ImageTar("train", Train),
            ["test.tar"] = ImageTar("test", Test),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(layout), layout, "A new layout needs a sample here."),
    };

    public static byte[] IdxImages(int count, int height, int width) => [.. IdxHeader(count, height, width), .. Noise(count * height * width)];

    public static byte[] IdxLabels(int count) => [.. IdxHeader(count), .. Enumerable.Range(0, count).Select(i => (byte)(i % 10))];

    public static byte[] CifarRecords(int count) =>
        [.. Enumerable.Range(0, count).SelectMany(i => Noise(3072, i).Prepend((byte)(i % 10)))];

    /// <summary>3×4×5 pixels each, class c0 to c9 in turn; the archive holds them class by class.</summary>
    private static byte[] ImageTar(string split, int count) => TarFile.Of(Enumerable.Range(0, count)
        .OrderBy(i => i % 10)
        .Select(i => ($"{split}/c{i % 10}/{i:D4}.png", PngFile.Of(4, 5, Noise(60, i)))));

    private static byte[] IdxHeader(params int[] sizes)
    {
        var header = new byte[4 + (4 * sizes.Length)];
        (header[2], header[3]) = (8, (byte)sizes.Length);
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * axis)), sizes[axis]);
        }

        return header;
    }

    private static byte[] Noise(int count, int step = 0)
    {
        var random = new SeededRandom(1, "noise", step);
        return [.. Enumerable.Range(0, count).Select(_ => (byte)random.NextInt(256))];
    }
}
