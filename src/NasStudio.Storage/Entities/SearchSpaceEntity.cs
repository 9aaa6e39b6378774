namespace NasStudio.Storage.Entities;

internal sealed class SearchSpaceEntity
{
    public required string Name { get; set; }

    public required string Json { get; set; }
}
