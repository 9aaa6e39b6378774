namespace NasStudio.Datasets.Readers.Images;

/// <summary>The images in the subfolders of a data set's folder, hidden ones left out.</summary>
internal sealed class ImageTree(string folder) : IImageSource
{
    /// <summary>Folders between the data set's and the image's: a wrapping one, the split, the class.</summary>
    private const int Depth = 3;

    public DatasetSplit? Split => null;

    public IEnumerable<string> Paths() => Files().Select(Relative).Where(ImageNames.IsImage).Order(StringComparer.Ordinal);

    public IEnumerable<ImageFile> Read(CancellationToken cancellation)
    {
        foreach (var path in Paths())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return new ImageFile(path, File.ReadAllBytes(Path.Combine(folder, path)));
        }
    }

    public InvalidDataException Broken(string path, string finding) =>
        new($"{Path.Combine(folder, path)} {finding}. Copy the file again, or take it away.");

    private IEnumerable<string> Files() => Directory.EnumerateFiles(
        folder, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = Depth, IgnoreInaccessible = false });

    private string Relative(string path) => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
}
