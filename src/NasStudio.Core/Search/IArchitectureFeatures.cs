using System.Collections.Immutable;
using NasStudio.Core.Decisions;

namespace NasStudio.Core.Search;

/// <summary>
/// Numbers that are known of an architecture without evaluating it. Strategies know decisions, not networks: whoever knows the
/// networks gives them this. The same architecture has the same values, always.
/// </summary>
public interface IArchitectureFeatures
{
    /// <summary>Names of the values, in their order, of <see cref="ArchitectureMetrics.All"/>.</summary>
    ImmutableArray<string> Names { get; }

    /// <summary>Values [architecture][name]; not a number where one is missing. Computed once each, all at once where that is faster.</summary>
    IReadOnlyList<double[]> Of(IReadOnlyList<Architecture> architectures);
}
