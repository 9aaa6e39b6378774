using System.Collections.Immutable;

namespace NasStudio.Datasets.Downloads;

/// <summary>A data set with an official address.</summary>
internal sealed record KnownDataset(DatasetDescription Description, ImmutableArray<RemoteFile> Files);

/// <param name="Bytes">Exact size of the download.</param>
/// <param name="Sha256">Of the download, in lower-case hexadecimal digits.</param>
internal sealed record RemoteFile(Uri Address, long Bytes, string Sha256)
{
    public string Name => Path.GetFileName(Address.AbsolutePath);
}
