namespace NasStudio.Datasets.Readers.Images;

/// <summary>What the path of an image tells.</summary>
internal static class ImageNames
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png"];

    /// <summary>By its extension; files and folders whose names begin with a dot or "__" are a system's own.</summary>
    public static bool IsImage(string path) =>
        Extensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
        && !Folders(path).Append(path[(path.LastIndexOf('/') + 1)..]).Any(name => (name.StartsWith('.') && name != ".") || name.StartsWith("__", StringComparison.Ordinal));

    /// <summary>The folders on the way to the image; the last is its class.</summary>
    public static string[] Folders(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries)[..^1];

    /// <summary>By the folders above the class; "val" is a test split where an archive or folder calls it so (ImageNet's habit).</summary>
    public static DatasetSplit? SplitOf(string path) => Folders(path).SkipLast(1).Select(SplitOfFolder).FirstOrDefault(split => split is not null);

    private static DatasetSplit? SplitOfFolder(string folder) =>
        SplitNames.Of(folder) ?? (folder.StartsWith("val", StringComparison.OrdinalIgnoreCase) ? DatasetSplit.Test : null);
}
