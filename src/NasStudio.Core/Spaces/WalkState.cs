using NasStudio.Core.Documents;

namespace NasStudio.Core.Spaces;

/// <summary>
/// What the steps before have made of the map, and the choices that later steps ask for. Everything that follows depends on
/// this alone, so two ways that lead to equal states need not be told apart.
/// </summary>
/// <param name="Width">Channels of the map.</param>
/// <param name="Halvings">Strides of 2 so far, the stem's included: the side is ⌈resolution / 2^Halvings⌉.</param>
/// <param name="Forks">Open forks, the innermost last.</param>
/// <param name="Known">Decisions that are asked for again.</param>
internal sealed record WalkState(int Width, int Halvings, ValueList<OpenFork> Forks, ValueList<KnownChoice> Known)
{
    /// <summary>The choice of a decision; −1: inactive.</summary>
    public int this[int decision]
    {
        get
        {
            foreach (var known in Known)
            {
                if (known.Decision == decision)
                {
                    return known.Choice;
                }
            }

            throw new KeyNotFoundException($"Decision {decision} was forgotten before its last use.");
        }
    }
}

/// <summary>A decision that was made.</summary>
/// <param name="Choice">−1: inactive.</param>
internal readonly record struct KnownChoice(int Decision, int Choice);

/// <summary>The map that every branch reads, and what the branches so far make together.</summary>
/// <param name="Joined">Channels of what is joined so far; 0: no branch has ended.</param>
internal readonly record struct OpenFork(int Width, int Halvings, int Joined, int JoinedHalvings);

/// <summary>The best way that leads to a state.</summary>
/// <param name="Cost">Of the layers on it.</param>
/// <param name="Last">Its choices, the latest first.</param>
internal sealed record Way(long Cost, MadeChoice? Last)
{
    public Way Then(int decision, int choice) => this with { Last = new(decision, choice, Last) };
}

/// <summary>One choice on a way.</summary>
internal sealed record MadeChoice(int Decision, int Choice, MadeChoice? Earlier);
