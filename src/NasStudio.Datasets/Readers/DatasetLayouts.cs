using System.Collections.Immutable;

namespace NasStudio.Datasets.Readers;

/// <summary>Every layout, in the order in which a folder is tried.</summary>
public static class DatasetLayouts
{
    public static ImmutableArray<IDatasetLayout> All { get; } = [new IdxLayout(), new CifarLayout(), new ImageFolderLayout()];

    /// <summary>"IDX files, CIFAR records, …".</summary>
    public static string Names { get; } = string.Join(", ", All.Select(layout => layout.Name));
}
