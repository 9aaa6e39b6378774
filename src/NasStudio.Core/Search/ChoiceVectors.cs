using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Search;

/// <summary>
/// Sampling and variation on bare choice indices, for the many thousand candidates of an inner search, of which few ever become
/// an <see cref="Architecture"/>. Vectors are canonical. A result may break a constraint of the space: then it says so, and the
/// caller drops it.
/// </summary>
internal sealed class ChoiceVectors
{
    private readonly DecisionSpace _space;

    /// <summary>By decision: the earlier decisions that switch it, each with the choices that leave it on; null where nothing does.</summary>
    private readonly (int Decision, bool[] Holds)[]?[] _conditions;
    private readonly bool[] _active;
    private readonly int[] _choices;
    private readonly double _mutation;

    public ChoiceVectors(DecisionSpace space)
    {
        _space = space;
        _active = new bool[space.Decisions.Length];
        _choices = [.. space.Decisions.Select(decision => decision.Choices.Length)];
        _mutation = space.MutationProbability();
        _conditions = [.. space.Decisions.Select(decision => decision.ActiveWhen.IsEmpty ? null : decision.ActiveWhen.Select(condition =>
            (condition.Decision, Enumerable.Range(0, _choices[condition.Decision]).Select(choice => condition.Choices.Contains(choice)).ToArray())).ToArray())];
    }

    /// <summary>Decisions of the space.</summary>
    public int Length => _choices.Length;

    /// <summary>Uniform crossover of two vectors, then each decision redrawn with probability 1/n.</summary>
    /// <returns>False where the child breaks a constraint.</returns>
    public bool Breed(ReadOnlySpan<int> first, ReadOnlySpan<int> second, Span<int> child, SeededRandom random)
    {
        var bits = 0UL;
        for (var decision = 0; decision < child.Length; decision++)
        {
            bits = decision % 64 == 0 ? random.NextUInt64() : bits >> 1;
            child[decision] = (bits & 1) == 0 ? first[decision] : second[decision];
        }

        Mutate(child, random);
        return Settle(child);
    }

    /// <summary>A number that differs between vectors, but for one pair in 2⁶⁴ (FNV-1a, mixed).</summary>
    public static ulong Key(ReadOnlySpan<int> choices)
    {
        unchecked
        {
            var key = 0xCBF29CE484222325UL;
            foreach (var choice in choices)
            {
                key = (key ^ (uint)choice) * 0x100000001B3UL;
                key ^= key >> 29;
            }

            return key;
        }
    }

    /// <summary>Redraws decisions that other choices of a vector switch off too: they count only if a later draw switches them on.</summary>
    private void Mutate(Span<int> choices, SeededRandom random)
    {
        for (var decision = 0; decision < choices.Length; decision++)
        {
            if (_choices[decision] > 1 && random.NextBool(_mutation))
            {
                var other = random.NextInt(_choices[decision] - 1);
                choices[decision] = other >= choices[decision] ? other + 1 : other;
            }
        }
    }

    private bool Settle(Span<int> choices)
    {
        for (var decision = 0; decision < choices.Length; decision++)
        {
            var active = true;
            if (_conditions[decision] is { } conditions)
            {
                foreach (var (earlier, holds) in conditions)
                {
                    active &= _active[earlier] && holds[choices[earlier]];
                }
            }

            _active[decision] = active;
            choices[decision] = active ? choices[decision] : 0;
        }

        return _space.Constraints.IsEmpty || _space.Satisfies(choices);
    }
}
