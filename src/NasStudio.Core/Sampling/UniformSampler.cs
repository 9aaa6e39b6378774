using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Sampling;

/// <summary>Random subnets, each on the labels (single-path one-shot, Guo et al. 2020).</summary>
public sealed class UniformSampler(DecisionSpace space, int randomSubnets, ulong seed) : ISubnetSampler
{
    public StepDraws Draw(long step)
    {
        var random = new SeededRandom(seed, "sampler.uniform", step);
        var draws = new Draw[randomSubnets];
        for (var i = 0; i < draws.Length; i++)
        {
            draws[i] = new(space.Sample(random), DrawRole.Random, DrawTarget.Labels);
        }

        return new([.. draws]);
    }
}
