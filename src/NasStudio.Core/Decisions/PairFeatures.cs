namespace NasStudio.Core.Decisions;

/// <summary>
/// <see cref="DecisionEncoding.OneHot"/> followed, for every pair of decisions in order, by one entry per pair of their
/// choices: 1 where both are taken, else 0; pairs with an inactive decision are all 0. Makes interactions of two decisions
/// linear.
/// </summary>
public sealed class PairFeatures
{
    /// <summary>Enough for 63 choices; a predictor of a few hundred samples stays within milliseconds.</summary>
    public const int DefaultLimit = 2_000;
    private readonly DecisionSpace _space;
    private readonly int[] _starts;

    /// <param name="limit">Most features allowed: a space that would need more gets the plain one-hot encoding, without pairs.</param>
    public PairFeatures(DecisionSpace space, int limit = DefaultLimit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        _space = space;
        _starts = new int[space.Decisions.Length];
        var (singles, pairs) = (0, 0L);
        for (var decision = 0; decision < _starts.Length; decision++)
        {
            _starts[decision] = singles;
            pairs += (long)singles * space.Decisions[decision].Choices.Length;
            singles += space.Decisions[decision].Choices.Length;
        }

        HasPairs = singles + pairs <= limit;
        Length = HasPairs ? (int)(singles + pairs) : singles;
        MostOnes = HasPairs ? _starts.Length * (_starts.Length + 1) / 2 : _starts.Length;
    }

    /// <summary>Whether the pairs are within the limit.</summary>
    public bool HasPairs { get; }

    /// <summary>Features of an architecture.</summary>
    public int Length { get; }

    /// <summary>The most features of an architecture that can be 1: how long the buffer for their indices must be.</summary>
    public int MostOnes { get; }

    /// <summary>The features of an architecture.</summary>
    public double[] Encode(Architecture architecture)
    {
        var ones = new int[MostOnes];
        var features = new double[Length];
        foreach (var index in ones.AsSpan(0, Ones(architecture, ones)))
        {
            features[index] = 1;
        }

        return features;
    }

    /// <summary>Writes the indices of the features that are 1 and returns how many; allocates nothing.</summary>
    /// <param name="ones">At least <see cref="MostOnes"/> long.</param>
    public int Ones(Architecture architecture, Span<int> ones) => Ones(architecture.Choices.AsSpan(), ones);

    /// <summary>The same of canonical choice indices.</summary>
    public int Ones(ReadOnlySpan<int> choices, Span<int> ones)
    {
        var count = 0;
        for (var decision = 0; decision < choices.Length; decision++)
        {
            if (_space.IsActive(choices, decision))
            {
                ones[count++] = _starts[decision] + choices[decision];
            }
        }

        return HasPairs ? AddPairs(choices, ones, count) : count;
    }

    /// <summary>
    /// The pairs of decision j with all earlier ones i lie together: choice by choice of the earlier ones, and within each
    /// the choices of j.
    /// </summary>
    private int AddPairs(ReadOnlySpan<int> choices, Span<int> ones, int singles)
    {
        var (count, single, block) = (singles, 0, _starts.Length == 0 ? 0 : _starts[^1] + _space.Decisions[^1].Choices.Length);
        for (var decision = 0; decision < choices.Length; decision++)
        {
            var size = _space.Decisions[decision].Choices.Length;
            if (single < singles && ones[single] == _starts[decision] + choices[decision])
            {
                for (var earlier = 0; earlier < single; earlier++)
                {
                    ones[count++] = block + (ones[earlier] * size) + choices[decision];
                }

                single++;
            }

            block += _starts[decision] * size;
        }

        return count;
    }
}
