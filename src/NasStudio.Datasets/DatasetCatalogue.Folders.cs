using System.Text.RegularExpressions;
using NasStudio.Datasets.Downloads;
using NasStudio.Datasets.Readers;

namespace NasStudio.Datasets;

/// <summary>Folders anywhere on this computer that are given a name.</summary>
public sealed partial class DatasetCatalogue
{
    private const int Shown = 5;
    private readonly RegisteredFolders _registered = new(Path.Combine(downloadFolder, "folders.json"));

    /// <summary>
    /// Gives a folder a name; the files stay where they are, and are read again at each run. An earlier registration of that name
    /// is replaced.
    /// </summary>
    /// <param name="folder">Absolute.</param>
    /// <exception cref="InvalidDataException">The name is not free, or the folder holds no data set; the message says what was found and what is expected.</exception>
    public DatasetEntry Register(string name, string folder)
    {
        CheckName(name);
        var path = Checked(folder);
        Check(name, path, path);
        _registered.Put(name, path);
        return EntryOf(name)!;
    }

    private void CheckName(string name)
    {
        if (!FreeName().IsMatch(name))
        {
            throw new InvalidDataException($"\"{name}\" cannot name a data set; use 1 to 64 small letters, digits, - _ or dots, beginning with a letter or a digit.");
        }

        if (name == _shapes.Description.Name || KnownDatasets.Find(name) is not null || new[] { dataFolder, downloadFolder }.Any(parent => FolderNames(parent).Contains(name)))
        {
            throw new InvalidDataException($"\"{name}\" is a data set already; choose another name.");
        }
    }

    /// <param name="shown">What messages call the folder.</param>
    private static void Check(string name, string path, string shown)
    {
        var opened = Opened.Of(Listed(path, name), "");
        if (!opened.IsDataset)
        {
            throw new InvalidDataException($"{shown} holds {Found(path)}, but no data set. {Expected}");
        }

        if (opened.Dataset is null)
        {
            throw new InvalidDataException(opened.Entry.Problem?.Replace(path, shown, StringComparison.Ordinal));
        }
    }

    /// <summary>Forgets a registered folder; its files stay as they are. False where no registered folder has that name.</summary>
    public bool Unregister(string name) => _registered.Remove(name);

    /// <summary>What a folder must hold, in a sentence.</summary>
    public static string Expected =>
        "Expected: train/CLASS/… and test/CLASS/… with JPEG or PNG images (or train.tar and test.tar of such folders), the four IDX files of MNIST, or CIFAR’s data_batch_….bin and test_batch.bin.";

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,63}$")]
    private static partial Regex FreeName();

    private DatasetEntry? EntryOf(string name) => Look(name) is not { } opened ? null
        : opened.Entry with { Folder = opened.Folder, IsRegistered = _registered.Find(name) == opened.Folder };

    private static string Checked(string folder)
    {
        if (!Path.IsPathFullyQualified(folder))
        {
            throw new InvalidDataException($"\"{folder}\" is not the whole path of a folder; write it from the root, for example /home/me/pictures.");
        }

        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return Directory.Exists(path) ? path
            : File.Exists(path) ? throw new InvalidDataException($"{path} is a file; give the folder that holds it.")
            : throw new InvalidDataException($"There is no folder {path} on the computer that runs the studio, or the studio may not see it.");
    }

    private static DataFolder Listed(string path, string name)
    {
        try
        {
            return new DataFolder(path, name);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path} cannot be read: {error.Message.TrimEnd('.')}. Give the studio’s user the right to read it.", error);
        }
    }

    /// <summary>"train, test, notes.txt and 3 more".</summary>
    private static string Found(string path)
    {
        var names = Directory.EnumerateFileSystemEntries(path).Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal).Take(1000).ToList();
        return names.Count == 0 ? "nothing"
            : names.Count <= Shown ? string.Join(", ", names)
            : $"{string.Join(", ", names.Take(Shown))} and {names.Count - Shown} more";
    }
}
