using NasStudio.Core.Decisions;
using NasStudio.Core.Pareto;

namespace NasStudio.Core.Search;

/// <summary>One descent of a local search: the best of what it was told (several where there are several objectives), and what it waits for.</summary>
internal sealed class Climb
{
    private readonly List<Observation> _front = [];
    private readonly HashSet<Architecture> _waiting = [];

    /// <summary>Random starting points proposed or told.</summary>
    public int Starts { get; private set; }

    /// <summary>What was proposed for it and is not told yet.</summary>
    public IReadOnlySet<Architecture> Waiting => _waiting;

    /// <summary>The members that nothing told to this climb dominates, oldest first.</summary>
    public IReadOnlyList<Observation> Front => _front;

    public void Propose(Architecture architecture, bool isStart)
    {
        _waiting.Add(architecture);
        Starts += isStart ? 1 : 0;
    }

    /// <summary>Hears of an evaluation; one that it did not wait for was known before or comes from elsewhere, and counts as a start.</summary>
    public void Tell(Architecture architecture) => Starts += _waiting.Remove(architecture) ? 0 : 1;

    /// <summary>Whether the observation is better than what the front has; it is a member then. An equal one is not, so descents end on plateaus too.</summary>
    public bool Improves(Observation observation)
    {
        if (_front.Exists(member => IsAsGood(member, observation)))
        {
            return false;
        }

        _front.RemoveAll(member => Dominates(observation, member));
        _front.Add(observation);
        return true;
    }

    private static bool IsAsGood(Observation first, Observation second) => Dominates(first, second)
        || (first.Violation <= 0 && second.Violation <= 0 ? first.Costs.SequenceEqual(second.Costs) : first.Violation.Equals(second.Violation));

    private static bool Dominates(Observation first, Observation second) => Dominance.Dominates(
        first.Costs.AsSpan(), first.Violation, second.Costs.AsSpan(), second.Violation);
}
