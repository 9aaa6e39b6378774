namespace NasStudio.Datasets.Readers;

/// <summary>
/// A way in which a data set lies in a folder. Extension point: one file here and one line in <see cref="DatasetLayouts"/>.
/// </summary>
public interface IDatasetLayout
{
    /// <summary>In the field's words, for messages: "IDX files".</summary>
    string Name { get; }

    /// <summary>True where the folder holds files of this layout, told by their content; broken ones count, so that they can be reported.</summary>
    bool Recognises(DataFolder folder);

    /// <summary>Reads headers and checks sizes; the pixels are read by <see cref="IDataset.Read"/>.</summary>
    /// <exception cref="InvalidDataException">A file is missing, cut or corrupt; the message names it and the way out.</exception>
    IDataset Open(DataFolder folder);
}
