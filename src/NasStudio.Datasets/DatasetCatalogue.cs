using System.Collections.Concurrent;
using NasStudio.Core.Experiments;
using NasStudio.Datasets.Downloads;
using NasStudio.Datasets.Readers;
using NasStudio.Datasets.Shapes;

namespace NasStudio.Datasets;

/// <summary>
/// Every data set that can be named: the generated one, those with an official address, the folders under
/// NASSTUDIO_DATA and HOME/data, and folders elsewhere that were given a name. Looks at the disk at each call, so a folder that appears is seen; what a folder holds is
/// found out once and again when a file in it changes. Safe for concurrent use.
/// </summary>
/// <param name="dataFolder">NASSTUDIO_DATA; null where unset.</param>
/// <param name="downloadFolder">HOME/data, for downloads.</param>
public sealed partial class DatasetCatalogue(string? dataFolder, string downloadFolder)
{
    private readonly ShapesDataset _shapes = new();
    private readonly ConcurrentDictionary<(string Folder, string Name), Opened> _opened = new();
    private readonly ConcurrentDictionary<string, bool> _downloading = new();

    /// <summary>
    /// shapes, the downloadable ones, then the other folders by name. Headers and sizes are checked, not every byte: see
    /// <see cref="Verify"/>.
    /// </summary>
    public IReadOnlyList<DatasetEntry> List()
    {
        var names = new[] { dataFolder, downloadFolder }
            .SelectMany(FolderNames)
            .Union(_registered.Names)
            .Except([_shapes.Description.Name, .. KnownDatasets.All.Select(known => known.Description.Name)])
            .Order(StringComparer.Ordinal);
        return
        [
            new DatasetEntry(_shapes.Description, DatasetState.Ready, null),
            .. KnownDatasets.All.Select(EntryOf),
            .. names.Select(EntryOf).OfType<DatasetEntry>(),
        ];
    }

    public DatasetEntry? Find(string name) => List().FirstOrDefault(entry => entry.Description.Name == name);

    /// <summary>What experiments are checked against.</summary>
    public IReadOnlyList<DatasetFacts> Facts() => [.. List().Select(entry =>
    {
        var set = entry.Description;
        var problem = entry.State == DatasetState.Missing ? entry.Problem : null;
        return new DatasetFacts(set.Name, set.Channels, set.Height, set.Width, set.Classes.Length, set.TrainImages, set.TestImages, problem);
    })];

    /// <exception cref="InvalidDataException">It is not ready; the message says why.</exception>
    public IDataset Open(string name)
    {
        if (name == _shapes.Description.Name)
        {
            return _shapes;
        }

        return Look(name)?.Dataset ?? throw new InvalidDataException(WhyNotReady(name));
    }

    /// <summary>
    /// Reads every byte of a data set once, so that a corrupt file shows before a run starts and not in it. What is found
    /// is remembered until a file changes: List and Facts show it from then on.
    /// </summary>
    /// <returns>Why a run could not use it, with the way out: broken, not downloaded, unknown. Null where all is well.</returns>
    public string? Verify(string name, CancellationToken cancellation)
    {
        if (name == _shapes.Description.Name)
        {
            return null;
        }

        if (Look(name) is not { } opened)
        {
            return WhyNotReady(name);
        }

        if (opened is { Dataset: { } dataset, IsVerified: false })
        {
            string? problem = null;
            try
            {
                dataset.Read(DatasetSplit.Train, cancellation);
                dataset.Read(DatasetSplit.Test, cancellation);
            }
            catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                problem = error.Message;
            }

            opened = problem is null ? opened with { IsVerified = true } : opened.Broken(problem);
            _opened[(opened.Folder, name)] = opened;
        }

        return opened.Entry.Problem;
    }

    /// <summary>
    /// Fetches a downloadable data set over https, checks size and SHA-256 of its files and makes it ready in one step: a
    /// download that fails or is cancelled leaves nothing behind. Where it is ready already, nothing is done.
    /// </summary>
    /// <param name="progress">Fraction 0..1.</param>
    /// <exception cref="DatasetDownloadException">It could not be fetched; the message says why and the way out.</exception>
    public async Task DownloadAsync(string name, HttpClient http, IProgress<double> progress, CancellationToken cancellation)
    {
        var known = KnownDatasets.Find(name) ?? throw new DatasetDownloadException(
            $"{name} has no known address; only {string.Join(", ", KnownDatasets.All.Select(set => set.Description.Name))} can be "
            + $"downloaded. Otherwise {WayOut(name)}.");
        await FetchAsync(known, http, progress, cancellation);
    }

    internal async Task FetchAsync(KnownDataset known, HttpClient http, IProgress<double> progress, CancellationToken cancellation)
    {
        var name = known.Description.Name;
        if (!_downloading.TryAdd(name, true))
        {
            throw new DatasetDownloadException($"{known.Description.Title} is being downloaded already; wait for it.");
        }

        var partial = Path.Combine(downloadFolder, $".{name}.partial");
        try
        {
            if (Look(name)?.Dataset is not null)
            {
                return;
            }

            DeleteFolder(partial);
            Directory.CreateDirectory(partial);
            await new DatasetDownload(http, known.Files, progress).FetchAsync(partial, cancellation);
            if (OpenFolder(partial, name) is not { Dataset: not null })
            {
                throw new InvalidDataException("the files that came hold no data set");
            }

            DeleteFolder(Path.Combine(downloadFolder, name));
            Directory.Move(partial, Path.Combine(downloadFolder, name));
            progress.Report(1);
        }
        catch (Exception error) when (error
            is HttpRequestException or InvalidDataException or TimeoutException or IOException or UnauthorizedAccessException)
        {
            throw new DatasetDownloadException(
                $"{known.Description.Title} could not be downloaded: {error.Message.TrimEnd('.')}. Try again, or {WayOut(name)}.",
                error);
        }
        finally
        {
            DeleteFolder(partial);
            _downloading.TryRemove(name, out _);
        }
    }

    private static void DeleteFolder(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private static IEnumerable<string> FolderNames(string? parent)
    {
        try
        {
            return Directory.Exists(parent)
                ? [.. Directory.EnumerateDirectories(parent).Select(folder => Path.GetFileName(folder)).Where(name => !name.StartsWith('.'))]
                : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private string WhyNotReady(string name) => Find(name) switch
    {
        null => $"There is no data set \"{name}\": there are {string.Join(", ", List().Select(entry => entry.Description.Name))}. "
            + $"Put its files into a folder {name} under NASSTUDIO_DATA.",
        { Problem: { } problem } => problem,
        _ => $"{name} has not been downloaded. Download it from the list of data sets, or {WayOut(name)}.",
    };

    private string WayOut(string name) =>
        $"put its files into {Path.Combine(dataFolder ?? "$NASSTUDIO_DATA", name)}"
        + (dataFolder is null ? " (NASSTUDIO_DATA is not set: it names the folder that holds your data sets)" : "");

    private DatasetEntry EntryOf(KnownDataset known)
    {
        var opened = Look(known.Description.Name);
        return opened switch
        {
            null => new DatasetEntry(known.Description, DatasetState.Downloadable, null) { Download = RemoteSize.Of(known) },
            { Dataset: null } when opened.Folder.StartsWith(downloadFolder, StringComparison.Ordinal) =>
                new DatasetEntry(known.Description, DatasetState.Downloadable, opened.Entry.Problem) { Download = RemoteSize.Of(known) },
            { Dataset: null } => opened.Entry with { Description = known.Description },
            _ => opened.Entry with { Folder = opened.Folder },
        };
    }

    /// <summary>What lies in the folder of this name; null where there is none, or none that holds a data set.</summary>
    private Opened? Look(string name)
    {
        var folder = new[] { dataFolder, downloadFolder }
            .Where(parent => parent is not null && FolderNames(parent).Contains(name))
            .Select(parent => Path.Combine(parent!, name))
            .FirstOrDefault() ?? _registered.Find(name);
        return folder is null ? null : OpenFolder(folder, name);
    }

    private Opened? OpenFolder(string folder, string name)
    {
        try
        {
            var fingerprint = DataFolder.Fingerprint(folder);
            if (_opened.TryGetValue((folder, name), out var opened) && opened.Fingerprint == fingerprint)
            {
                return opened.IsDataset ? opened : null;
            }

            opened = Opened.Of(new DataFolder(folder, name), fingerprint);
            _opened[(folder, name)] = opened;
            return opened.IsDataset ? opened : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Opened.Unreadable(folder, name, error.Message);
        }
    }
}

/// <param name="Problem">A sentence where the state is Missing or the folder is broken; else null.</param>
public sealed record DatasetEntry(DatasetDescription Description, DatasetState State, string? Problem)
{
    /// <summary>Where its files lie; null where it has none.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether the folder lies elsewhere and was given its name here.</summary>
    public bool IsRegistered { get; init; }

    /// <summary>What would be fetched; null where nothing would.</summary>
    public RemoteSize? Download { get; init; }
}

/// <param name="Bytes">Of all files together.</param>
/// <param name="Host">They come from.</param>
public sealed record RemoteSize(long Bytes, string Host)
{
    internal static RemoteSize Of(KnownDataset known) => new(known.Files.Sum(file => file.Bytes), known.Files[0].Address.Host);
}
