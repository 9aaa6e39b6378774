using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Sampling.Levels;

/// <summary>
/// The legal architectures of one level that were found before the training, so that drawing one costs nothing. Where only
/// few were found, a draw first tries fresh ones, each decision at least that of the level's smallest subnet, and falls
/// back on the pool.
/// </summary>
public sealed class LevelPool
{
    /// <summary>At most so many are kept.</summary>
    public const int Capacity = 1000;

    private const int Plenty = 100;
    private const int FewTries = 8;
    private const int Tries = 1500;
    private readonly MacsSample _sample;
    private readonly Architecture _smallest;
    private readonly ImmutableArray<Weighed> _members;

    private LevelPool(MacsSample sample, MacsLevel level, Architecture smallest, ImmutableArray<Weighed> members)
    {
        (_sample, Level, _smallest, _members) = (sample, level, smallest, members);
    }

    public MacsLevel Level { get; }

    public int Count => _members.Length;

    /// <summary>The members of the sample, and where these are few, mutants of them and of each other: a pure function of the seed.</summary>
    /// <exception cref="ArgumentException">No subnet falls into the level.</exception>
    public static LevelPool Fill(MacsSample sample, MacsLevel level, Architecture smallest, ulong seed)
    {
        var random = new SeededRandom(seed, "sampler.pool", level.First);
        var sampled = sample.Items.Where(item => level.Contains(item.Macs)).ToArray();
        random.Shuffle(sampled.AsSpan());
        var members = sampled.ToList();
        if (members.Count == 0)
        {
            members.Add(LevelReach.Of(sample, level).Inside ?? throw new ArgumentException($"No subnet has {level.First} to {level.Last} MACs.", nameof(level)));
        }

        if (members.Count < Plenty)
        {
            Spread(members, sample, level, random);
        }

        return new(sample, level, smallest, [.. members.Take(Capacity)]);
    }

    public Weighed Draw(SeededRandom random)
    {
        for (var i = 0; Count < Plenty && i < FewTries; i++)
        {
            var fresh = _sample.Weigh(AtLeastSmallest(_sample.Space.Sample(random)));
            if (Level.Contains(fresh.Macs))
            {
                return fresh;
            }
        }

        return _members[random.NextInt(Count)];
    }

    /// <summary>A walk through the level by mutations, from whatever member.</summary>
    private static void Spread(List<Weighed> members, MacsSample sample, MacsLevel level, SeededRandom random)
    {
        var known = members.Select(member => member.Architecture).ToHashSet();
        var probability = Math.Min(1, 2 * sample.Space.MutationProbability());
        for (var i = 0; i < Tries && members.Count < Plenty; i++)
        {
            var child = sample.Space.Mutate(members[random.NextInt(members.Count)].Architecture, probability, random);
            if (known.Add(child) && sample.Weigh(child) is var weighed && level.Contains(weighed.Macs))
            {
                members.Add(weighed);
            }
        }
    }

    private Architecture AtLeastSmallest(Architecture drawn)
    {
        var choices = drawn.Choices.ToArray();
        for (var decision = 0; decision < choices.Length; decision++)
        {
            choices[decision] = Math.Max(choices[decision], _smallest.Choices[decision]);
        }

        return _sample.Space.Satisfies(choices) ? _sample.Space.Canonical(choices) : drawn;
    }
}
