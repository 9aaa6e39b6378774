using System.Collections.Immutable;
using NasStudio.Core.Decisions;

namespace NasStudio.Core.Spaces;

/// <summary>
/// Which decisions of a body bear on what enters later layers or on whether they exist (widths, and all that a condition
/// asks), and until which step. The others only size their own layer.
/// </summary>
internal sealed class BodyUses
{
    private readonly int[] _lastUse;

    public BodyUses(ImmutableArray<BodyStep> steps, DecisionSpace decisions, SpaceField stemWidth)
    {
        _lastUse = new int[decisions.Decisions.Length];
        Array.Fill(_lastUse, -1);
        if (stemWidth.Decision >= 0)
        {
            _lastUse[stemWidth.Decision] = 0;
        }

        foreach (var (index, step) in steps.Index())
        {
            foreach (var decision in step.When.Select(condition => condition.Decision).Concat(step is BodyStep.Layer { Width.Decision: >= 0 and var width } ? [width] : []))
            {
                _lastUse[decision] = index;
            }
        }

        // From the last on: what switches a decision that bears on something bears on it as well, at least until it is made.
        foreach (var (index, step) in steps.Index().Reverse())
        {
            if (step is BodyStep.Decide(var decision) && Bears(decision))
            {
                foreach (var condition in decisions.Decisions[decision].ActiveWhen)
                {
                    _lastUse[condition.Decision] = Math.Max(_lastUse[condition.Decision], index);
                }
            }
        }

        // A tied field that bears on something is read again by every repetition.
        foreach (var (index, step) in steps.Index())
        {
            if (step is BodyStep.Layer layer)
            {
                foreach (var (_, field) in layer.Fields.Where(entry => entry.Field.Decision >= 0 && Bears(entry.Field.Decision)))
                {
                    _lastUse[field.Decision] = Math.Max(_lastUse[field.Decision], index);
                }
            }
        }

        // The side of every map follows from the resolution.
        if (Bears(0))
        {
            _lastUse[0] = steps.Length;
        }
    }

    public bool Bears(int decision) => decision >= 0 && _lastUse[decision] >= 0;

    /// <summary>Whether a step after this one asks for the decision.</summary>
    public bool IsUsedAfter(int decision, int step) => _lastUse[decision] > step;
}
