using System.Collections.Immutable;
using System.Reflection;

namespace NasStudio.Core.Spaces;

/// <summary>The spaces that come with the studio: JSON documents in the folder BuiltIn beside this file, embedded.</summary>
public static class BuiltInSpaces
{
    private static readonly Lazy<ImmutableArray<SearchSpaceDocument>> Documents = new(() =>
    [
        Read("hybrid-tiny"),
        Read("elasticvit-micro"),
        Read("elasticvit"),
        Read("ofa-mbv3"),
        Read("attentivenas"),
        Read("nasbench201"),
        Read("composed-tiny"),
    ]);

    public static IReadOnlyList<SearchSpaceDocument> All => Documents.Value;

    public static SearchSpaceDocument? Find(string name) => All.FirstOrDefault(space => space.Name == name);

    private static SearchSpaceDocument Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"NasStudio.Core.Spaces.BuiltIn.{name}.json")
            ?? throw new InvalidOperationException($"The built-in search space {name} is not embedded.");
        using var reader = new StreamReader(stream);
        return SearchSpaceReader.Read(reader.ReadToEnd());
    }
}
