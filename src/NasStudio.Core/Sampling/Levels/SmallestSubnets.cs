using System.Collections.Immutable;
using NasStudio.Core.Decisions;

namespace NasStudio.Core.Sampling.Levels;

/// <summary>
/// The smallest subnets that are trained beside each level ("hierarchical smallest subnets", ElasticViT): for
/// large subnets the smallest of all is too far away to share anything with.
/// <para>
/// The levels are cut into groups of neighbours, as even as can be, the lower groups first to have one more. The lowest
/// group keeps the smallest subnet of the space. Any other gets the cheapest balanced subnet from about half of its lowest
/// level's MACs on (ElasticViT: 160 M for levels from 300 M, 289 M for levels from 500 M). Balanced: beginning at the
/// smallest subnet, the decision that stands lowest within its choices is raised by one, earlier decisions first among
/// equals, so that no dimension stays at its smallest while another is at its largest.
/// </para>
/// </summary>
public static class SmallestSubnets
{
    private const double PartOfLevel = 0.5;

    /// <summary>One for each level.</summary>
    /// <param name="count">How many different ones, at least 1; at most one a level counts.</param>
    public static ImmutableArray<Architecture> Of(SamplerSetting setting, ImmutableArray<MacsLevel> levels, int count)
    {
        var groups = Math.Min(count, levels.Length);
        var smallest = new Architecture[levels.Length];
        var start = 0;
        for (var group = 0; group < groups; group++)
        {
            var size = (levels.Length / groups) + (group < levels.Length % groups ? 1 : 0);
            Array.Fill(smallest, group == 0 ? setting.Smallest : Balanced(setting, levels[start].First), start, size);
            start += size;
        }

        return [.. smallest];
    }

    /// <summary>The first balanced subnet with half of these MACs; the one before it where it has more than all of them.</summary>
    private static Architecture Balanced(SamplerSetting setting, long macs)
    {
        var present = setting.Smallest;
        while (setting.Macs(present) < macs * PartOfLevel && Raised(setting.Space, present) is { } next && setting.Macs(next) <= macs)
        {
            present = next;
        }

        return present;
    }

    /// <summary>With one decision raised; null where none can be.</summary>
    private static Architecture? Raised(DecisionSpace space, Architecture architecture)
    {
        var choices = architecture.Choices.ToArray();
        var candidates = Enumerable.Range(0, choices.Length)
            .Where(decision => choices[decision] + 1 < space.Decisions[decision].Choices.Length && space.IsActive(architecture.Choices.AsSpan(), decision))
            .OrderBy(decision => (double)choices[decision] / (space.Decisions[decision].Choices.Length - 1));
        foreach (var decision in candidates)
        {
            choices[decision]++;
            if (space.Satisfies(choices))
            {
                return space.Canonical(choices);
            }

            choices[decision]--;
        }

        return null;
    }
}
