using NasStudio.Datasets.Readers;
using NasStudio.Datasets.Uploads;

namespace NasStudio.Datasets;

/// <summary>Data sets that come as an archive.</summary>
public sealed partial class DatasetCatalogue
{
    /// <summary>
    /// Unpacks an archive beside the downloads and gives it a name; an earlier upload of that name is replaced. One that is refused
    /// or cancelled leaves nothing behind.
    /// </summary>
    /// <exception cref="InvalidDataException">As <see cref="Register"/>, or it is no archive.</exception>
    public async Task<DatasetEntry> UploadAsync(string name, Stream archive, CancellationToken cancellation)
    {
        CheckName(name);
        var uploads = Path.Combine(downloadFolder, ".uploads");
        var partial = Path.Combine(uploads, $"{Path.GetRandomFileName()}.partial");
        Directory.CreateDirectory(partial);
        try
        {
            var file = Path.Combine(partial, "archive");
            await using (var target = new FileStream(file, FileMode.CreateNew))
            {
                await archive.CopyToAsync(target, cancellation);
            }

            var files = Path.Combine(partial, "files");
            Directory.CreateDirectory(files);
            await FolderArchive.UnpackAsync(file, files, cancellation);
            var inner = Inner(files);
            Check(name, inner, "The archive");
            DeleteFolder(Path.Combine(uploads, name));
            Directory.Move(inner, Path.Combine(uploads, name));
        }
        finally
        {
            DeleteFolder(partial);
        }

        return Register(name, Path.Combine(uploads, name));
    }

    /// <summary>Archives often hold one folder that holds everything.</summary>
    private static string Inner(string folder)
    {
        while (Directory.GetFileSystemEntries(folder) is [var only] && Directory.Exists(only) && SplitNames.Of(Path.GetFileName(only)) is null)
        {
            folder = only;
        }

        return folder;
    }
}
