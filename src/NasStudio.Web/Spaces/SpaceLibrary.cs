using NasStudio.Core.Spaces;
using NasStudio.Runs;

namespace NasStudio.Web.Spaces;

/// <summary>Built-in and saved search spaces by name. Built-in names cannot be overwritten or deleted.</summary>
public sealed class SpaceLibrary(IRunStore store)
{
    public Task<IReadOnlyList<SearchSpaceDocument>> ListAsync(CancellationToken cancellation) => throw new NotImplementedException($"{store}{cancellation}");

    public Task<SearchSpaceDocument?> FindAsync(string name, CancellationToken cancellation) => throw new NotImplementedException($"{name}{cancellation}");
}
