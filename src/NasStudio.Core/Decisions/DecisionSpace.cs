using System.Collections.Immutable;
using System.Numerics;

namespace NasStudio.Core.Decisions;

/// <summary>
/// An ordered list of decisions with their conditions and constraints; knows nothing of networks. Makes canonical
/// architectures; sampling, counting, encoding and variation stand beside it, written once for every space.
/// </summary>
public sealed class DecisionSpace
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";
    private readonly Dictionary<string, int> _indexByName = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">
    /// A name occurs twice, a condition refers to a later decision, a constraint to none, or the constraints rule everything out.
    /// </exception>
    public DecisionSpace(ImmutableArray<Decision> decisions, params ImmutableArray<Nondecreasing> constraints)
    {
        for (var i = 0; i < decisions.Length; i++)
        {
            if (decisions[i].Choices.IsEmpty || decisions[i].ActiveWhen.Any(condition => condition.Decision >= i))
            {
                throw new ArgumentException($"Decision {decisions[i].Name} has no choices, or a condition on a later decision.", nameof(decisions));
            }

            if (!_indexByName.TryAdd(decisions[i].Name, i))
            {
                throw new ArgumentException($"Two decisions are named {decisions[i].Name}.", nameof(decisions));
            }
        }

        if (constraints.Any(constraint => (uint)constraint.First >= (uint)decisions.Length || (uint)constraint.Second >= (uint)decisions.Length))
        {
            throw new ArgumentException($"A constraint refers to a decision outside 0..{decisions.Length - 1}.", nameof(constraints));
        }

        Decisions = decisions;
        Constraints = constraints;
        Completion = new ConstraintCompletion(this);
        if (!Completion.Any())
        {
            throw new ArgumentException("No architecture satisfies the constraints.", nameof(constraints));
        }
    }

    public ImmutableArray<Decision> Decisions { get; }

    public ImmutableArray<Nondecreasing> Constraints { get; }

    /// <summary>Which choices leave a completion possible.</summary>
    internal ConstraintCompletion Completion { get; }

    /// <summary>The index of a decision, or −1.</summary>
    public int IndexOf(string decision) => _indexByName.GetValueOrDefault(decision, -1);

    /// <summary>Whether the decision counts, given the choices of the earlier ones.</summary>
    public bool IsActive(ReadOnlySpan<int> choices, int decision) => Holds(choices, Decisions[decision].ActiveWhen);

    /// <summary>Whether every one of some conditions holds.</summary>
    public bool Holds(ReadOnlySpan<int> choices, ImmutableArray<Condition> conditions)
    {
        foreach (var condition in conditions)
        {
            if (!IsActive(choices, condition.Decision) || !condition.Choices.Contains(choices[condition.Decision]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether every constraint between active decisions holds.</summary>
    public bool Satisfies(ReadOnlySpan<int> choices)
    {
        foreach (var constraint in Constraints)
        {
            if (!Satisfies(choices, constraint))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether one constraint holds; it does where one of its decisions is inactive.</summary>
    internal bool Satisfies(ReadOnlySpan<int> choices, Nondecreasing constraint)
    {
        var (first, second) = constraint;
        return !IsActive(choices, first) || !IsActive(choices, second)
            || !(Decisions[first].Choices[choices[first]].Number > Decisions[second].Choices[choices[second]].Number);
    }

    /// <summary>The canonical architecture of these choice indices: inactive decisions are set to 0.</summary>
    /// <exception cref="ArgumentException">The length, an index or a constraint does not fit.</exception>
    public Architecture Canonical(ReadOnlySpan<int> choices)
    {
        if (choices.Length != Decisions.Length)
        {
            throw new ArgumentException($"{choices.Length} choices for {Decisions.Length} decisions.", nameof(choices));
        }

        var canonical = new int[choices.Length];
        for (var i = 0; i < canonical.Length; i++)
        {
            canonical[i] = IsActive(canonical, i) ? choices[i] : 0;
            if ((uint)canonical[i] >= (uint)Decisions[i].Choices.Length)
            {
                throw new ArgumentException($"{Decisions[i].Name} has no choice {canonical[i]}.", nameof(choices));
            }
        }

        if (!Satisfies(canonical))
        {
            throw new ArgumentException("The choices break a constraint of the space.", nameof(choices));
        }

        return new Architecture([.. canonical], Print(canonical));
    }

    /// <summary>The architecture with the given id, or null where there is none (or not in canonical form).</summary>
    public Architecture? Parse(string id)
    {
        if (id.Length is 0 or > 200)
        {
            return null;
        }

        var number = BigInteger.Zero;
        foreach (var character in id)
        {
            var digit = Digits.IndexOf(character, StringComparison.Ordinal);
            if (digit < 0)
            {
                return null;
            }

            number = (number * 36) + digit;
        }

        var choices = new int[Decisions.Length];
        for (var i = choices.Length - 1; i >= 0; i--)
        {
            number = BigInteger.DivRem(number, Decisions[i].Choices.Length, out var choice);
            choices[i] = (int)choice;
        }

        if (!number.IsZero || !Satisfies(choices))
        {
            return null;
        }

        var architecture = Canonical(choices);
        return architecture.Id == id ? architecture : null;
    }

    /// <summary>The choice of an active decision; null where the decision is switched off.</summary>
    public Choice? ChoiceOf(Architecture architecture, int decision) =>
        IsActive(architecture.Choices.AsSpan(), decision) ? Decisions[decision].Choices[architecture.Choices[decision]] : null;

    private string Print(ReadOnlySpan<int> choices)
    {
        var number = BigInteger.Zero;
        for (var i = 0; i < choices.Length; i++)
        {
            number = (number * Decisions[i].Choices.Length) + choices[i];
        }

        var text = new Stack<char>();
        do
        {
            number = BigInteger.DivRem(number, 36, out var digit);
            text.Push(Digits[(int)digit]);
        }
        while (!number.IsZero);
        return string.Concat(text);
    }
}
