using NasStudio.Core.Documents;
using NasStudio.Core.Spaces;
using NasStudio.Runs;

namespace NasStudio.Web.Spaces;

/// <summary>Built-in and saved search spaces by name. Built-in names cannot be overwritten or deleted.</summary>
public sealed class SpaceLibrary(IRunStore store)
{
    public static bool IsBuiltIn(string name) => BuiltInSpaces.Find(name) is not null;

    /// <summary>The built-in spaces in their own order, then the saved ones by name.</summary>
    public async Task<IReadOnlyList<SearchSpaceDocument>> ListAsync(CancellationToken cancellation)
    {
        var saved = await store.ListSearchSpacesAsync(cancellation);
        return [.. BuiltInSpaces.All, .. saved.Where(space => !IsBuiltIn(space.Name)).OrderBy(space => space.Name, StringComparer.Ordinal)];
    }

    public async Task<SearchSpaceDocument?> FindAsync(string name, CancellationToken cancellation) =>
        BuiltInSpaces.Find(name) ?? await store.FindSearchSpaceAsync(name, cancellation);

    /// <summary>Saves a document under its name, replacing an earlier one.</summary>
    /// <param name="name">Must be the document's own.</param>
    /// <exception cref="DocumentException">The document is broken, its name differs or is a built-in space's.</exception>
    public async Task<SearchSpaceDocument> PutAsync(string name, string json, CancellationToken cancellation)
    {
        var document = SearchSpaceReader.Read(json);
        if (document.Name != name)
        {
            throw new DocumentException([new("name", $"'{document.Name}' is not the name in the address, '{name}'; make the two equal.")]);
        }

        if (IsBuiltIn(name))
        {
            throw new DocumentException([new("name", $"'{name}' is a built-in space and stays as it is; save the document under another name, for example '{name}-2'.")]);
        }

        await store.PutSearchSpaceAsync(document, json, cancellation);
        return document;
    }

    /// <summary>False where no saved space has that name (built-in spaces are not saved ones).</summary>
    public Task<bool> DeleteAsync(string name, CancellationToken cancellation) => store.DeleteSearchSpaceAsync(name, cancellation);
}
