using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Sampling;

/// <summary>
/// The sandwich rule with in-place distillation (Yu et al. 2020, BigNAS): the largest subnet on the labels, then random ones
/// and the smallest on the largest one's soft targets.
/// </summary>
public sealed class SandwichSampler(DecisionSpace space, Architecture smallest, Architecture largest, int randomSubnets, ulong seed) : ISubnetSampler
{
    public IReadOnlyList<Draw> Draw(long step)
    {
        var random = new SeededRandom(seed, "sampler.sandwich", step);
        var draws = new List<Draw>(randomSubnets + 2) { new(largest, DrawRole.Largest, Distill: false) };
        for (var i = 0; i < randomSubnets; i++)
        {
            draws.Add(new(space.Sample(random), DrawRole.Random, Distill: true));
        }

        draws.Add(new(smallest, DrawRole.Smallest, Distill: true));
        return draws;
    }
}
