namespace NasStudio.Core.Spaces;

/// <summary>A search space as it is written in JSON (README, "Search spaces").</summary>
public sealed record SearchSpaceDocument
{
    public required string Name { get; init; }
}
