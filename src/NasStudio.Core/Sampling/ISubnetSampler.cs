using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Sampling.Levels;

namespace NasStudio.Core.Sampling;

/// <summary>
/// Chooses the subnets of each training step of the supernet: first the step's draws, then it is told what became of them.
/// The same seed and the same observations give the same draws.
/// </summary>
public interface ISubnetSampler
{
    /// <summary>The levels of MACs that it draws from; null where it knows none.</summary>
    LevelTable? Levels => null;

    /// <summary>
    /// The step's draws, in the order in which their gradients are added up. Asked once for each step, in ascending order from
    /// 0, or from the step at which the state was saved.
    /// </summary>
    StepDraws Draw(long step);

    /// <summary>Called after each step with all that its <see cref="StepDraws"/> asked for.</summary>
    void Observe(StepLosses losses)
    {
    }

    /// <summary>All that further draws depend on beside seed and step, as a short text for the checkpoint.</summary>
    string Save() => "";

    /// <summary>Goes on where <see cref="Save"/> was called.</summary>
    /// <exception cref="FormatException">The text is not of a sampler with the same name and options.</exception>
    void Load(string state)
    {
        if (state.Length > 0)
        {
            throw new FormatException("This sampler has no state; the text belongs to another one.");
        }
    }
}

/// <param name="Level">Index of the level of MACs that it was drawn from; null where the sampler knows no levels.</param>
public sealed record Draw(Architecture Architecture, DrawRole Role, DrawTarget Target, int? Level = null);

/// <summary>What a sampler wants of one step.</summary>
public sealed record StepDraws(ImmutableArray<Draw> Draws)
{
    /// <summary>
    /// Architectures whose cross-entropy on the clean labels of the step's batch the sampler wants to be told: forward passes
    /// without gradient, with the weights before the step. None twice.
    /// </summary>
    public ImmutableArray<Architecture> Scored { get; init; } = [];

    /// <summary>Figures for the page, by name ("level", "bank.0"); empty where there is nothing to tell.</summary>
    public ImmutableArray<KeyValuePair<string, double>> Figures { get; init; } = [];
}

/// <param name="Draws">The training loss of each draw, in their order.</param>
/// <param name="Scores">The cross-entropy of each scored architecture, in their order.</param>
public sealed record StepLosses(long Step, ImmutableArray<double> Draws, ImmutableArray<double> Scores);
