using NasStudio.Core.Decisions;

namespace NasStudio.Core.Sampling;

/// <summary>Chooses the subnets of each training step of the supernet.</summary>
public interface ISubnetSampler
{
    /// <summary>The step's draws, in the order in which they run. Depends on the step and the seed alone.</summary>
    IReadOnlyList<Draw> Draw(long step);
}

/// <param name="Distill">Train on the step's largest draw (soft targets) instead of the labels.</param>
public sealed record Draw(Architecture Architecture, DrawRole Role, bool Distill);
