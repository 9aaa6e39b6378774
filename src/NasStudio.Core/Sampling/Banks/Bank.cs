using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Sampling.Banks;

/// <summary>
/// The most promising subnets of one level: those with the highest scores, the negative cross-entropy on a batch of clean
/// labels. None twice. Scores taken on different batches are compared with each other, so they are noisy.
/// </summary>
public sealed class Bank(int capacity)
{
    private readonly List<BankEntry> _entries = [];

    public IReadOnlyList<BankEntry> Entries => _entries;

    /// <summary>Whether it holds less than half of what it may: then it needs new subnets more than good ones.</summary>
    public bool IsSparse => 2 * _entries.Count < capacity;

    /// <summary>Whether more than half is there, so that drawing from it gives variety.</summary>
    public bool IsUsable => 2 * _entries.Count > capacity;

    /// <summary>The highest score, the earliest among equals; null where the bank is empty.</summary>
    public BankEntry? Best => _entries.Count == 0 ? null : _entries.MaxBy(entry => entry.Score);

    /// <summary>Takes a subnet in: beside the others while there is room, else for the worst one where it is better.</summary>
    public void Insert(Architecture architecture, double score)
    {
        var known = _entries.FindIndex(entry => entry.Architecture.Equals(architecture));
        if (known >= 0)
        {
            _entries[known] = new(architecture, score);
        }
        else if (_entries.Count < capacity)
        {
            _entries.Add(new(architecture, score));
        }
        else if (_entries.IndexOf(_entries.MinBy(entry => entry.Score)!) is var worst && score > _entries[worst].Score)
        {
            _entries[worst] = new(architecture, score);
        }
    }

    /// <summary>Takes a fresh score of a subnet; nothing where it is not, or no longer, in the bank.</summary>
    public void Refresh(Architecture architecture, double score)
    {
        var known = _entries.FindIndex(entry => entry.Architecture.Equals(architecture));
        if (known >= 0)
        {
            _entries[known] = new(architecture, score);
        }
    }

    /// <param name="pick">"weighted", "uniform" or "best".</param>
    /// <exception cref="InvalidOperationException">The bank is empty.</exception>
    public Architecture Pick(string pick, SeededRandom random)
    {
        if (Best is not { } best)
        {
            throw new InvalidOperationException("Nothing can be drawn from an empty bank.");
        }

        return pick switch
        {
            "best" => best.Architecture,
            "uniform" => _entries[random.NextInt(_entries.Count)].Architecture,
            _ => Weighted(best.Score, random),
        };
    }

    /// <summary>Replaces all that is there.</summary>
    public void Restore(ImmutableArray<BankEntry> entries)
    {
        _entries.Clear();
        _entries.AddRange(entries);
    }

    /// <summary>With probability softmax(score).</summary>
    private Architecture Weighted(double best, SeededRandom random)
    {
        var weights = _entries.ConvertAll(entry => Math.Exp(entry.Score - best));
        var rest = random.NextDouble() * weights.Sum();
        for (var i = 0; i < weights.Count; i++)
        {
            rest -= weights[i];
            if (rest < 0)
            {
                return _entries[i].Architecture;
            }
        }

        return _entries[^1].Architecture;
    }
}

/// <param name="Score">Negative cross-entropy on a batch; higher is better.</param>
public sealed record BankEntry(Architecture Architecture, double Score);
