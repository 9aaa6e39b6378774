using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;
using NasStudio.Core.Sampling;

namespace NasStudio.Benchmarks.Ablation;

/// <summary>
/// The naive counterpart of a complexity-aware step: three subnets, uniform in every decision, on the labels, and the smallest
/// on the mean of what they say.
/// </summary>
internal sealed class UniformWithSmallest(SamplerSetting setting) : ISubnetSampler
{
    private const int RandomSubnets = 3;

    public StepDraws Draw(long step)
    {
        var random = new SeededRandom(setting.Seed, "ablation.uniform", step);
        return new(
        [
            .. Enumerable.Range(0, RandomSubnets).Select(_ => new Draw(setting.Space.Sample(random), DrawRole.Random, DrawTarget.Labels)),
            new(setting.Smallest, DrawRole.Smallest, DrawTarget.MeanOfDraws),
        ]);
    }
}
