namespace NasStudio.Core.Spaces;

/// <summary>The spaces that come with the studio: JSON documents beside this file, embedded.</summary>
public static class BuiltInSpaces
{
    public static IReadOnlyList<SearchSpaceDocument> All => throw new NotImplementedException();

    public static SearchSpaceDocument? Find(string name) => All.FirstOrDefault(space => space.Name == name);
}
