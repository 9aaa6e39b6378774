using System.Collections.Immutable;
using System.Globalization;
using NasStudio.Datasets.Downloads;

namespace NasStudio.Datasets.Readers;

/// <summary>A folder that may hold a data set, and the files in it and in its subfolders, as they are now.</summary>
public sealed class DataFolder
{
    private const int MostFiles = 256;

    /// <param name="name">The data set's name; the folder's own, except while a download is being checked.</param>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or a file in it may not be read.</exception>
    public DataFolder(string path, string name)
    {
        (Path, Name) = (path, name);
        Files = [.. FindFiles(path).Select(file => new DataFile(file))];
    }

    public string Path { get; }

    public string Name { get; }

    /// <summary>
    /// In order of their paths; of a file that is there plain and gzipped, the plain one. At most 256: who needs
    /// more (images) looks for them itself.
    /// </summary>
    public ImmutableArray<DataFile> Files { get; }

    /// <summary>
    /// Changes when a file is added, removed, resized or written: what is known of the folder then has to be found anew. Of
    /// folders with more than 256 files (images), only that one was added or removed.
    /// </summary>
    public static string Fingerprint(string path) => string.Join(
        '\n',
        FindFiles(path).Select(file => new FileInfo(file)).Select(file => string.Create(
            CultureInfo.InvariantCulture, $"{file.FullName}|{file.Length}|{file.LastWriteTimeUtc.Ticks}"))
            .Concat(FindFolders(path).Select(folder => string.Create(
                CultureInfo.InvariantCulture, $"{folder}|{Directory.GetLastWriteTimeUtc(folder).Ticks}"))));

    /// <summary>The description of this folder's data set, with the known title, source and class names where it has a known name.</summary>
    public DatasetDescription Describe(int channels, int height, int width, ImmutableArray<string> classes, int trainImages, int testImages)
    {
        var known = KnownDatasets.Find(Name)?.Description;
        return new DatasetDescription(
            Name,
            known?.Title ?? Name,
            known?.Source ?? $"The folder {Path}.",
            channels,
            height,
            width,
            known is not null && known.Classes.Length >= classes.Length ? known.Classes : classes,
            trainImages,
            testImages);
    }

    /// <summary>The exception that says which files this folder lacks.</summary>
    public InvalidDataException Lacks(string what) => new($"{Path} lacks {what}.");

    private static EnumerationOptions Inside => new() { RecurseSubdirectories = true, MaxRecursionDepth = 2, IgnoreInaccessible = false };

    private static IEnumerable<string> FindFolders(string path) => Directory.EnumerateDirectories(path, "*", Inside).Order(StringComparer.Ordinal);

    private static IEnumerable<string> FindFiles(string path)
    {
        return Directory.EnumerateFiles(path, "*", Inside)
            .Take(MostFiles)
            .Order(StringComparer.Ordinal)
            .ToLookup(file => file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file)
            .Select(versions => versions.MinBy(file => file.Length)!);
    }
}
