using NasStudio.Datasets.Downloads;
using NasStudio.Datasets.Readers;

namespace NasStudio.Datasets;

/// <summary>What was found in a folder when its files had this fingerprint.</summary>
/// <param name="IsDataset">False where no layout recognises the folder and its name promises none: it is not listed.</param>
/// <param name="Dataset">Null where something is wrong; the entry then says what.</param>
/// <param name="IsVerified">Every byte has been read.</param>
internal sealed record Opened(string Folder, string Fingerprint, bool IsDataset, DatasetEntry Entry, IDataset? Dataset, bool IsVerified = false)
{
    public static Opened Of(DataFolder folder, string fingerprint)
    {
        var layout = DatasetLayouts.All.FirstOrDefault(layout => layout.Recognises(folder));
        if (layout is null)
        {
            var problem = $"{folder.Path} holds no data set in a layout that is read here ({DatasetLayouts.Names}). "
                + "Put its files there, or take the folder away.";
            return Failed(folder.Path, folder.Name, problem) with
            {
                Fingerprint = fingerprint,
                IsDataset = KnownDatasets.Find(folder.Name) is not null,
            };
        }

        try
        {
            var dataset = layout.Open(folder);
            return new Opened(folder.Path, fingerprint, true, new DatasetEntry(dataset.Description, DatasetState.Ready, null), dataset);
        }
        catch (InvalidDataException error)
        {
            return Failed(folder.Path, folder.Name, error.Message) with { Fingerprint = fingerprint };
        }
    }

    public static Opened Unreadable(string folder, string name, string reason) =>
        Failed(folder, name, $"{folder} cannot be read: {reason.TrimEnd('.')}. Give NasStudio's user the right to read it, or take it away.");

    /// <summary>The same folder after its content turned out to be corrupt.</summary>
    public Opened Broken(string problem) => this with { Dataset = null, Entry = Entry with { State = DatasetState.Missing, Problem = problem } };

    private static Opened Failed(string folder, string name, string problem)
    {
        var description = KnownDatasets.Find(name)?.Description ?? new DatasetDescription(name, name, $"The folder {folder}.", 0, 0, 0, [], 0, 0);
        return new Opened(folder, "", true, new DatasetEntry(description, DatasetState.Missing, problem), null);
    }
}
