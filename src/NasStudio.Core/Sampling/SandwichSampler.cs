using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Sampling;

/// <summary>
/// The sandwich rule with in-place distillation (Yu et al. 2020, BigNAS): the largest subnet on the labels, then random ones
/// and the smallest on the largest one's soft targets. Those of an untrained largest subnet say nothing, so the first steps
/// may all be on the labels.
/// </summary>
public sealed class SandwichSampler(SamplerSetting setting, int randomSubnets, double distillAfter) : ISubnetSampler
{
    private readonly long _firstDistilled = (long)Math.Ceiling(distillAfter * setting.Steps);

    public StepDraws Draw(long step)
    {
        var random = new SeededRandom(setting.Seed, "sampler.sandwich", step);
        var target = step < _firstDistilled ? DrawTarget.Labels : DrawTarget.Largest;
        var draws = new List<Draw>(randomSubnets + 2) { new(setting.Largest, DrawRole.Largest, DrawTarget.Labels) };
        for (var i = 0; i < randomSubnets; i++)
        {
            draws.Add(new(setting.Space.Sample(random), DrawRole.Random, target));
        }

        draws.Add(new(setting.Smallest, DrawRole.Smallest, target));
        return new([.. draws]);
    }
}
