using NasStudio.Core.Decisions;
using NasStudio.Core.Networks;
using NasStudio.Core.Spaces;

namespace NasStudio.Web.Parts.Compose;

/// <summary>A valid search space as the composer shows it.</summary>
/// <param name="Input">What its networks read: the data set's images, or the document's own where no data set is chosen.</param>
public sealed record SpaceView(SearchSpace Space, NetworkInput Input, SpaceAnalysis Analysis)
{
    /// <exception cref="Core.Documents.DocumentException">The document is broken.</exception>
    public static SpaceView Of(string json, NetworkInput? input)
    {
        var space = new SearchSpace(SearchSpaceReader.Read(json));
        return new SpaceView(space, input ?? space.DefaultInput, SpaceAnalysis.Of(space, input));
    }

    public Network NetworkOf(Architecture architecture) => Space.Expand(architecture, Input);
}
