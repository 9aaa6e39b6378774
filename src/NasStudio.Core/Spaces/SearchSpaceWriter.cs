namespace NasStudio.Core.Spaces;

/// <summary>Writes a search-space document as JSON that <see cref="SearchSpaceReader"/> reads back to an equal document.</summary>
public static class SearchSpaceWriter
{
    public static string Write(SearchSpaceDocument document) => throw new NotImplementedException(document.Name);
}
