using NasStudio.Core.Decisions;
using NasStudio.Core.Networks;

namespace NasStudio.Core.Spaces;

/// <summary>
/// What may be built: the decisions of a search-space document, and the network that each architecture stands for.
/// </summary>
public sealed class SearchSpace
{
    public SearchSpace(SearchSpaceDocument document)
    {
        Document = document;
        throw new NotImplementedException();
    }

    public SearchSpaceDocument Document { get; }

    public string Name => Document.Name;

    public DecisionSpace Decisions => throw new NotImplementedException();

    /// <summary>Every decision at its smallest choice.</summary>
    public Architecture Smallest => throw new NotImplementedException();

    /// <summary>Every decision at its largest choice.</summary>
    public Architecture Largest => throw new NotImplementedException();

    /// <summary>The network of one architecture for the images and classes of a data set.</summary>
    public Network Expand(Architecture architecture, NetworkInput input) => throw new NotImplementedException();

    /// <summary>
    /// Architectures whose parameters, axis by axis, cover those of every architecture: the largest, and for every decision
    /// and choice the largest with that one choice changed (some layers exist only in smaller subnets).
    /// </summary>
    public IEnumerable<Architecture> CoveringSet() => throw new NotImplementedException();
}
