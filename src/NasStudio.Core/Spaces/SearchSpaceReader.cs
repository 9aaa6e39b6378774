using NasStudio.Core.Documents;

namespace NasStudio.Core.Spaces;

/// <summary>Reads and checks a search-space document.</summary>
public static class SearchSpaceReader
{
    /// <exception cref="DocumentException">With every error found.</exception>
    public static SearchSpaceDocument Read(string json)
    {
        var reader = DocumentReader.Parse(json);
        var document = Read(reader);
        reader.ThrowIfInvalid();
        return document;
    }

    /// <summary>Reads a document nested in another one; errors go to the reader.</summary>
    public static SearchSpaceDocument Read(DocumentReader reader) => throw new NotImplementedException(reader.Path);
}
