namespace NasStudio.Core.Decisions;

/// <summary>All architectures of a space, for small spaces and for what a random search leaves over.</summary>
public static class DecisionEnumeration
{
    /// <summary>Every architecture once, lazily, in ascending order of the choices (the last decision changes fastest).</summary>
    public static IEnumerable<Architecture> Enumerate(this DecisionSpace space)
    {
        for (var architecture = space.First(); architecture is not null; architecture = space.After(architecture))
        {
            yield return architecture;
        }
    }

    /// <summary>The first architecture in that order.</summary>
    public static Architecture First(this DecisionSpace space)
    {
        var choices = new int[space.Decisions.Length];
        Fill(space, choices, 0);
        return space.Canonical(choices);
    }

    /// <summary>The architecture after another in that order; null after the last.</summary>
    public static Architecture? After(this DecisionSpace space, Architecture architecture)
    {
        var choices = architecture.Choices.ToArray();
        return Advance(space, choices) ? space.Canonical(choices) : null;
    }

    /// <summary>Sets the decisions from a position on to their first allowed choices.</summary>
    private static void Fill(DecisionSpace space, int[] choices, int from)
    {
        for (var decision = from; decision < choices.Length; decision++)
        {
            choices[decision] = FirstAllowed(space, choices, decision, 0);
        }
    }

    private static bool Advance(DecisionSpace space, int[] choices)
    {
        for (var decision = choices.Length - 1; decision >= 0; decision--)
        {
            var next = space.IsActive(choices, decision) ? FirstAllowed(space, choices, decision, choices[decision] + 1) : -1;
            if (next >= 0)
            {
                choices[decision] = next;
                Fill(space, choices, decision + 1);
                return true;
            }
        }

        return false;
    }

    /// <summary>The first choice from an index on that leaves a completion possible; −1 where there is none.</summary>
    private static int FirstAllowed(DecisionSpace space, int[] choices, int decision, int from)
    {
        var count = space.IsActive(choices, decision) ? space.Decisions[decision].Choices.Length : 1;
        for (var choice = from; choice < count; choice++)
        {
            if (space.Completion.Allows(choices, decision, choice))
            {
                return choice;
            }
        }

        return -1;
    }
}
