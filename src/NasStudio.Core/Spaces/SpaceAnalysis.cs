using System.Numerics;
using NasStudio.Core.Costs;
using NasStudio.Core.Decisions;
using NasStudio.Core.Networks;

namespace NasStudio.Core.Spaces;

/// <summary>What a space holds: the answer of POST /api/search-spaces/analyze.</summary>
/// <param name="Subnets">Exact number of distinct subnets.</param>
/// <param name="Macs">
/// Of the smallest and the largest subnet. More of anything costs more, so these bound every subnet's; the one exception is
/// a stage that saves its projection shortcut by being exactly as wide as the stage before, which can matter where nothing
/// else follows from the width.
/// </param>
/// <param name="Parameters">Of the same two; in a composed space the fewest and the most, which other subnets may have.</param>
/// <param name="Paper">Multiply-accumulates of the first two as the space's source counts them; null where it counts as we do.</param>
public sealed record SpaceAnalysis(BigInteger Subnets, double Log10Subnets, CostRange Macs, CostRange Parameters, int Decisions, PaperRange? Paper)
{
    /// <summary>For the data set's input, or the document's own where none is chosen yet.</summary>
    public static SpaceAnalysis Of(SearchSpace space, NetworkInput? input = null)
    {
        var subnets = space.Decisions.Count();
        var (least, greatest) = (NetworkOf(space.Smallest), NetworkOf(space.Largest));
        var (smallest, largest) = (NetworkCost.Of(least), NetworkCost.Of(greatest));
        var (fewest, most) = space.Survey is { } survey
            ? (NetworkCost.Of(NetworkOf(survey.Extreme(WalkGoal.LeastParameters))), NetworkCost.Of(NetworkOf(survey.Extreme(WalkGoal.MostParameters))))
            : (smallest, largest);
        return new(
            subnets,
            BigInteger.Log10(subnets),
            new(smallest.Macs, largest.Macs),
            new(fewest.Parameters, most.Parameters),
            space.Decisions.Decisions.Length,
            PaperCount.Find(space.Document.PaperCount) is { } paper ? new(paper, new(paper.MacsOf(least), paper.MacsOf(greatest))) : null);

        Network NetworkOf(Architecture architecture) => space.Expand(architecture, input ?? space.DefaultInput);
    }
}

public sealed record CostRange(long Min, long Max);

/// <summary>A range of multiply-accumulates, and how they are counted.</summary>
public sealed record PaperRange(PaperCount Count, CostRange Macs);
