using NasStudio.Core.Decisions;

namespace NasStudio.Core.Sampling;

/// <summary>The same subnet at every step, on the labels: training it alone. No choice of an experiment, so not registered.</summary>
public sealed class SingleSubnetSampler(Architecture architecture) : ISubnetSampler
{
    private readonly StepDraws _draws = new([new(architecture, DrawRole.Random, DrawTarget.Labels)]);

    public StepDraws Draw(long step) => _draws;
}
