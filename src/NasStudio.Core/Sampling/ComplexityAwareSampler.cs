using NasStudio.Core.Experiments;
using NasStudio.Core.Sampling.Levels;

namespace NasStudio.Core.Sampling;

/// <summary>
/// Complexity-aware sampling (ElasticViT, Tang et al. 2023): the draws of a step, and those of neighbouring
/// steps, have nearly equal MACs, because gradients of subnets far apart agree less.
/// </summary>
public sealed class ComplexityAwareSampler(SamplerSetting setting, LevelTable table, SamplerOptions options) : ISubnetSampler
{
    private readonly LevelSteps _steps = new(setting, table, options);

    public LevelTable Levels { get; } = table;

    public StepDraws Draw(long step) => _steps.Draw(step, (level, random) => Levels.Pools[level].Draw(random).Architecture);

    public string Save() => _steps.Save();

    public void Load(string state) => _steps.Load(state);
}
