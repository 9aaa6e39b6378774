namespace NasStudio.Datasets;

/// <summary>
/// Every data set that can be named: the generated one, those with an official address, and the folders under
/// NASSTUDIO_DATA and HOME/data. Looks at the disk at each call, so a folder that appears is seen.
/// </summary>
/// <param name="dataFolder">NASSTUDIO_DATA; null where unset.</param>
/// <param name="downloadFolder">HOME/data, for downloads.</param>
public sealed class DatasetCatalogue(string? dataFolder, string downloadFolder)
{
    public IReadOnlyList<DatasetEntry> List() => throw new NotImplementedException($"{dataFolder}{downloadFolder}");

    public DatasetEntry? Find(string name) => List().FirstOrDefault(entry => entry.Description.Name == name);

    /// <exception cref="InvalidDataException">It is not ready; the message says why.</exception>
    public IDataset Open(string name) => throw new NotImplementedException(name);

    /// <summary>Fetches a downloadable data set, checks its SHA-256 and makes it ready.</summary>
    /// <param name="progress">Fraction 0..1.</param>
    public Task DownloadAsync(string name, HttpClient http, IProgress<double> progress, CancellationToken cancellation) =>
        throw new NotImplementedException($"{name}{http}{progress}{cancellation}");
}

/// <param name="Problem">A sentence where the state is Missing or the folder is broken; else null.</param>
public sealed record DatasetEntry(DatasetDescription Description, DatasetState State, string? Problem);
