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
        var (smallest, largest) = (CostOf(space.Smallest), CostOf(space.Largest));
        var (fewest, most) = space.Survey is { } survey
            ? (CostOf(survey.Extreme(WalkGoal.LeastParameters)), CostOf(survey.Extreme(WalkGoal.MostParameters)))
            : (smallest, largest);
        return new(
            subnets,
            BigInteger.Log10(subnets),
            new(smallest.Macs, largest.Macs),
            new(fewest.Parameters, most.Parameters),
            space.Decisions.Decisions.Length,
            PaperCount.Find(space.Document.PaperCount) is { } paper ? new(paper, new(PaperMacsOf(paper, space.Smallest), PaperMacsOf(paper, space.Largest))) : null);

        NetworkCost CostOf(Architecture architecture) => NetworkCost.Of(NetworkOf(architecture));

        long PaperMacsOf(PaperCount paper, Architecture architecture) => paper.MacsOf(NetworkOf(architecture));

        Network NetworkOf(Architecture architecture) => space.Expand(architecture, input ?? space.DefaultInput);
    }
}

public sealed record CostRange(long Min, long Max);

/// <summary>A range of multiply-accumulates, and how they are counted.</summary>
public sealed record PaperRange(PaperCount Count, CostRange Macs);
