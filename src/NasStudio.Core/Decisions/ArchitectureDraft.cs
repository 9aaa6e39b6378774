using NasStudio.Core.Randomness;

namespace NasStudio.Core.Decisions;

/// <summary>
/// An architecture being decided in the order of its decisions. What is offered at each decision always leaves a completion
/// within the constraints possible, so a draft never has to be thrown away; inactive decisions take index 0 by themselves.
/// </summary>
internal sealed class ArchitectureDraft(DecisionSpace space)
{
    private readonly int[] _choices = new int[space.Decisions.Length];
    private readonly List<int> _allowed = [];

    /// <summary>The decision that comes next.</summary>
    public int Next { get; private set; }

    /// <summary>Whether the next decision is active, given those made so far.</summary>
    public bool IsActive => space.IsActive(_choices, Next);

    public bool Allows(int choice) => IsActive ? choice >= 0 && space.Completion.Allows(_choices, Next, choice) : choice == 0;

    /// <summary>Takes an allowed choice.</summary>
    public void Decide(int choice) => _choices[Next++] = choice;

    /// <summary>Uniform over the allowed choices; draws a number only where there are two or more.</summary>
    public void DecideRandomly(SeededRandom random) => TryDecideRandomly(random, except: -1);

    /// <summary>Uniform over the allowed choices but one; false, and nothing decided, where none is left.</summary>
    public bool TryDecideRandomly(SeededRandom random, int except)
    {
        var allowed = Allowed(except);
        if (allowed.Count == 0)
        {
            return false;
        }

        Decide(allowed[allowed.Count == 1 ? 0 : random.NextInt(allowed.Count)]);
        return true;
    }

    /// <summary>The first of some wishes that is allowed, or else a random allowed choice.</summary>
    public void DecideLike(SeededRandom random, params ReadOnlySpan<int> wishes)
    {
        foreach (var wish in wishes)
        {
            if (Allows(wish))
            {
                Decide(wish);
                return;
            }
        }

        DecideRandomly(random);
    }

    public Architecture Finish() => space.Canonical(_choices);

    private List<int> Allowed(int except)
    {
        _allowed.Clear();
        var count = IsActive ? space.Decisions[Next].Choices.Length : 1;
        for (var choice = 0; choice < count; choice++)
        {
            if (choice != except && (!IsActive || space.Completion.Allows(_choices, Next, choice)))
            {
                _allowed.Add(choice);
            }
        }

        return _allowed;
    }
}
