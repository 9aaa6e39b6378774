using NasStudio.Core.Randomness;

namespace NasStudio.Core.Decisions;

/// <summary>Architectures made from others: mutation, crossover, neighbours. All results are canonical and within the constraints.</summary>
public static class DecisionVariation
{
    /// <summary>The usual probability of a mutation per decision: 1/n, of the n decisions that have a choice.</summary>
    public static double MutationProbability(this DecisionSpace space) =>
        1.0 / Math.Max(1, space.Decisions.Count(decision => decision.Choices.Length > 1));

    /// <summary>
    /// Redraws each active decision with the given probability, uniform over its other choices, in the order of the decisions
    /// and among choices that leave a completion possible. Decisions that become active, or whose old choice an earlier change
    /// rules out, are drawn afresh.
    /// </summary>
    /// <param name="probability">Per decision, 0..1; 1/n is usual.</param>
    /// <param name="atLeastOne">
    /// Where nothing changed, redraw one decision, so that the result differs from the parent; it is the parent itself only
    /// where no decision can change alone or together with those after it.
    /// </param>
    public static Architecture Mutate(this DecisionSpace space, Architecture parent, double probability, SeededRandom random, bool atLeastOne = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(probability);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(probability, 1);
        var draft = new ArchitectureDraft(space);
        for (var decision = 0; decision < space.Decisions.Length; decision++)
        {
            var inherits = space.IsActive(parent.Choices.AsSpan(), decision) && draft.IsActive;
            if (!inherits)
            {
                draft.DecideRandomly(random);
            }
            else if (!random.NextBool(probability) || !draft.TryDecideRandomly(random, except: parent.Choices[decision]))
            {
                draft.DecideLike(random, parent.Choices[decision]);
            }
        }

        var child = draft.Finish();
        return atLeastOne && child.Equals(parent) ? ChangeOne(space, parent, random) : child;
    }

    /// <summary>
    /// Uniform crossover: each decision from either parent with probability 1/2 (from the one where it is active, if only one).
    /// A choice that the ones before rule out is replaced by the other parent's, then by a random one.
    /// </summary>
    public static Architecture Cross(this DecisionSpace space, Architecture first, Architecture second, SeededRandom random)
    {
        var draft = new ArchitectureDraft(space);
        for (var decision = 0; decision < space.Decisions.Length; decision++)
        {
            var inFirst = space.IsActive(first.Choices.AsSpan(), decision);
            var inSecond = space.IsActive(second.Choices.AsSpan(), decision);
            if (!draft.IsActive || !(inFirst || inSecond))
            {
                draft.DecideRandomly(random);
            }
            else if (inFirst && inSecond)
            {
                var swap = random.NextBool();
                var (one, other) = swap ? (second, first) : (first, second);
                draft.DecideLike(random, one.Choices[decision], other.Choices[decision]);
            }
            else
            {
                draft.DecideLike(random, (inFirst ? first : second).Choices[decision]);
            }
        }

        return draft.Finish();
    }

    /// <summary>
    /// The architectures that one changed decision leads to, in the order of the decisions and choices, none twice. The others
    /// keep their choices; a decision that becomes active takes its first one. Changes that break a constraint are left out.
    /// </summary>
    public static IEnumerable<Architecture> Neighbours(this DecisionSpace space, Architecture architecture)
    {
        var choices = architecture.Choices.ToArray();
        for (var decision = 0; decision < choices.Length; decision++)
        {
            if (!space.IsActive(architecture.Choices.AsSpan(), decision))
            {
                continue;
            }

            for (var choice = 0; choice < space.Decisions[decision].Choices.Length; choice++)
            {
                choices[decision] = choice;
                if (choice != architecture.Choices[decision] && space.Satisfies(choices))
                {
                    yield return space.Canonical(choices);
                }
            }

            choices[decision] = architecture.Choices[decision];
        }
    }

    /// <summary>Redraws one decision, tried in random order until one has another choice.</summary>
    private static Architecture ChangeOne(DecisionSpace space, Architecture parent, SeededRandom random)
    {
        var order = Enumerable.Range(0, space.Decisions.Length).Where(decision => space.IsActive(parent.Choices.AsSpan(), decision)).ToArray();
        random.Shuffle(order.AsSpan());
        foreach (var changed in order)
        {
            var draft = new ArchitectureDraft(space);
            while (draft.Next < changed)
            {
                draft.Decide(parent.Choices[draft.Next]);
            }

            if (!draft.TryDecideRandomly(random, except: parent.Choices[changed]))
            {
                continue;
            }

            while (draft.Next < space.Decisions.Length)
            {
                if (space.IsActive(parent.Choices.AsSpan(), draft.Next))
                {
                    draft.DecideLike(random, parent.Choices[draft.Next]);
                }
                else
                {
                    draft.DecideRandomly(random);
                }
            }

            return draft.Finish();
        }

        return parent;
    }
}
