using System.Collections.Immutable;
using NasStudio.Datasets.Downloads;

namespace NasStudio.Datasets.Readers;

/// <summary>
/// CIFAR-10's binary layout (A. Krizhevsky, 2009): records of one label byte and 3,072 pixel bytes, [3, 32, 32]; the
/// training split may be several files. Class names stand in batches.meta.txt; without it they are CIFAR-10's ten.
/// </summary>
public sealed class CifarLayout : IDatasetLayout
{
    private const int Side = 32;
    private const int Pixels = 3 * Side * Side;
    private const int Record = 1 + Pixels;
    private const string ClassNames = "batches.meta.txt";

    public string Name => "CIFAR records";

    // Records carry no magic number: a length of whole records tells them, or a batch's usual name if the file is cut.
    public bool Recognises(DataFolder folder) => folder.Files.Any(file => IsBatch(file) && (IsWhole(file) || HasUsualName(file)));

    public IDataset Open(DataFolder folder)
    {
        var classes = ReadClassNames(folder);
        var train = FindBatches(folder, DatasetSplit.Train, "a training file (a name with \"train\" or \"data_batch\")");
        var test = FindBatches(folder, DatasetSplit.Test, "a test file (a name with \"test\")");
        return new FileDataset(
            folder.Describe(3, Side, Side, classes, CountRecords(train), CountRecords(test)),
            (split, cancellation) => Read(split == DatasetSplit.Train ? train : test, classes.Length, cancellation));
    }

    private static bool IsBatch(DataFile file) =>
        file.Name.EndsWith(".bin", StringComparison.OrdinalIgnoreCase) && SplitNames.Of(file.Name) is not null;

    private static bool IsWhole(DataFile file) => file.Length > 0 && file.Length % Record == 0;

    private static bool HasUsualName(DataFile file) =>
        file.Name.StartsWith("data_batch", StringComparison.OrdinalIgnoreCase)
        || file.Name.StartsWith("test_batch", StringComparison.OrdinalIgnoreCase)
        || file.Name.Contains("cifar", StringComparison.OrdinalIgnoreCase);

    private static ImmutableArray<DataFile> FindBatches(DataFolder folder, DatasetSplit split, string what)
    {
        var files = folder.Files.Where(file => IsBatch(file) && SplitNames.Of(file.Name) == split).ToImmutableArray();
        if (files.FirstOrDefault(file => !IsWhole(file)) is { } cut)
        {
            throw cut.Broken(
                $"has {cut.Size}, which is not a whole number of CIFAR records of {Record} bytes: it is cut or corrupt");
        }

        return files.IsEmpty ? throw folder.Lacks($"{what} of CIFAR records") : files;
    }

    private static int CountRecords(ImmutableArray<DataFile> files) => (int)(files.Sum(file => file.Length) / Record);

    private static ImmutableArray<string> ReadClassNames(DataFolder folder)
    {
        var file = folder.Files.FirstOrDefault(file => file.Name == ClassNames);
        if (file is null)
        {
            return KnownDatasets.Cifar10.Description.Classes;
        }

        var names = File.ReadLines(file.Path).Select(line => line.Trim()).Where(line => line.Length > 0).Take(257).ToImmutableArray();
        return names.Length is > 0 and <= 256 ? names : throw file.Broken("does not hold between 1 and 256 class names, one a line");
    }

    private static LabeledImages Read(ImmutableArray<DataFile> files, int classes, CancellationToken cancellation)
    {
        var count = CountRecords(files);
        var pixels = new byte[count * Pixels];
        var labels = new int[count];
        var next = 0;
        foreach (var file in files)
        {
            var content = file.Read(0, (int)file.Length, cancellation);
            for (var start = 0; start < content.Length; start += Record, next++)
            {
                labels[next] = content[start] < classes
                    ? content[start]
                    : throw file.Broken(
                        $"has label {content[start]} in record {start / Record}, but there are {classes} classes; "
                        + $"another number of classes needs their names in {ClassNames}");
                content.AsSpan(start + 1, Pixels).CopyTo(pixels.AsSpan(next * Pixels));
            }
        }

        return new LabeledImages(3, Side, Side, pixels, labels);
    }
}
