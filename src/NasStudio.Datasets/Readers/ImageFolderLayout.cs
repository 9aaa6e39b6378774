using System.Collections.Immutable;
using NasStudio.Datasets.Readers.Images;

namespace NasStudio.Datasets.Readers;

/// <summary>
/// JPEG and PNG images in one folder per class, as folders train and test (or val), or as tar archives with these words in
/// their names or paths. Classes are the folders' names in order. The first training image gives the size, at most 256
/// pixels a side; images of other sizes are cut to its shape around their middle and scaled to it.
/// </summary>
public sealed class ImageFolderLayout : IDatasetLayout
{
    private const int LargestSide = 256;

    public string Name => "class folders of JPEG or PNG images";

    public bool Recognises(DataFolder folder) =>
        folder.Files.Any(file => ImageArchive.IsOne(file) && (SplitNames.Of(file.Name) is not null || HoldsImages(file)))
        || folder.Files.Any(file => IsInSplit(Path.GetRelativePath(folder.Path, file.Path).Replace(Path.DirectorySeparatorChar, '/')));

    public IDataset Open(DataFolder folder)
    {
        var archives = folder.Files.Where(ImageArchive.IsOne).Select(file => new ImageArchive(file)).ToArray<IImageSource>();
        var images = archives.Append(new ImageTree(folder.Path)).SelectMany(Place).ToArray();
        var classes = images.Where(image => image.Split == DatasetSplit.Train).Select(image => image.Class).Distinct().Order(StringComparer.Ordinal).ToImmutableArray();
        var train = Take(folder, images, DatasetSplit.Train, classes);
        var test = Take(folder, images, DatasetSplit.Test, classes);
        var (height, width) = Limited(train.SizeOfFirst());
        foreach (var split in new[] { train, test })
        {
            if ((long)split.Count * 3 * height * width > Array.MaxLength)
            {
                throw new InvalidDataException(
                    $"{folder.Path} holds {split.Count} images of 3×{height}×{width} in one split, more than the {Array.MaxLength} bytes that are "
                    + "read at once. Make the images smaller (the first training image gives the size), or take some away.");
            }
        }

        return new FileDataset(
            folder.Describe(3, height, width, classes, train.Count, test.Count),
            (split, cancellation) => (split == DatasetSplit.Train ? train : test).Read(height, width, cancellation));
    }

    private static bool IsInSplit(string path) => ImageNames.IsImage(path) && ImageNames.SplitOf(path) is not null;

    private static bool HoldsImages(DataFile file)
    {
        try
        {
            return new ImageArchive(file).Paths().Any();
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Images whose split neither their path nor their archive tells belong to none.</summary>
    private static IEnumerable<PlacedImage> Place(IImageSource source)
    {
        foreach (var path in source.Paths())
        {
            if ((ImageNames.SplitOf(path) ?? source.Split) is not { } split)
            {
                continue;
            }

            yield return ImageNames.Folders(path) is [.., var name] && name != "."
                ? new PlacedImage(source, path, name, split)
                : throw source.Broken(path, "lies in no folder; an image lies in a folder with the name of its class");
        }
    }

    private static ImageSplit Take(DataFolder folder, PlacedImage[] images, DatasetSplit split, ImmutableArray<string> classes)
    {
        var members = images.Where(image => image.Split == split).ToArray();
        if (members.Length == 0)
        {
            var word = split == DatasetSplit.Train ? "train" : "test";
            throw folder.Lacks($"{word} images: class folders need a folder {word}/CLASS/ with JPEG or PNG files, or a tar archive with \"{word}\" in its name");
        }

        return Array.Find(members, image => !classes.Contains(image.Class)) is { } stranger
            ? throw stranger.Source.Broken(stranger.Path, $"is of class {stranger.Class}, but there are no training images of it")
            : new ImageSplit(members.Select(image => (image.Source, image.Path, classes.IndexOf(image.Class))));
    }

    /// <summary>The same shape with at most <see cref="LargestSide"/> pixels a side.</summary>
    private static (int Height, int Width) Limited((int Height, int Width) size)
    {
        var factor = Math.Min(1, (double)LargestSide / Math.Max(size.Height, size.Width));
        return (Math.Max(1, (int)Math.Round(size.Height * factor)), Math.Max(1, (int)Math.Round(size.Width * factor)));
    }

    private sealed record PlacedImage(IImageSource Source, string Path, string Class, DatasetSplit Split);
}
