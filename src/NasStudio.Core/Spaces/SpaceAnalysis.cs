using System.Numerics;

namespace NasStudio.Core.Spaces;

/// <summary>What a space holds: the answer of POST /api/search-spaces/analyze.</summary>
/// <param name="Subnets">Exact number of distinct subnets.</param>
public sealed record SpaceAnalysis(BigInteger Subnets, double Log10Subnets, CostRange Macs, CostRange Parameters, int Decisions)
{
    /// <summary>For the data set's input, or the document's own where none is chosen yet.</summary>
    public static SpaceAnalysis Of(SearchSpace space, Networks.NetworkInput? input = null) => throw new NotImplementedException($"{space}{input}");
}

public sealed record CostRange(long Min, long Max);
