using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Sampling.Levels;

/// <summary>Distinct random architectures with their MACs, ascending; the smallest and the largest subnet are among them.</summary>
public sealed class MacsSample
{
    /// <summary>Random subnets that levels are derived from and pools filled with.</summary>
    public const int Size = 4000;

    /// <summary>Where only written levels are checked, while a document is typed.</summary>
    public const int SizeOfCheck = 300;

    private readonly Func<Architecture, long> _macs;

    private MacsSample(DecisionSpace space, Func<Architecture, long> macs, ImmutableArray<Weighed> drawn)
    {
        (Space, _macs) = (space, macs);
        Items = Sorted(drawn);
        Early = Sorted(drawn.Take(SizeOfCheck));
    }

    public DecisionSpace Space { get; }

    public ImmutableArray<Weighed> Items { get; }

    /// <summary>
    /// The first ones drawn: all that a check of the document saw. What it reached from them is reached from here again.
    /// </summary>
    internal ImmutableArray<Weighed> Early { get; }

    /// <summary>Draws so many, uniform in every decision; a pure function of the seed.</summary>
    public static MacsSample Draw(SamplerSetting setting, int count)
    {
        var random = new SeededRandom(setting.Seed, "sampler.levels");
        var drawn = new HashSet<Architecture> { setting.Smallest, setting.Largest };
        for (var i = 0; i < count; i++)
        {
            drawn.Add(setting.Space.Sample(random));
        }

        return new(setting.Space, setting.Macs, [.. drawn.Select(architecture => new Weighed(architecture, setting.Macs(architecture)))]);
    }

    /// <summary>The MACs below which a part of the sample lies.</summary>
    /// <param name="part">0..1.</param>
    public long Quantile(double part) => Items[(int)Math.Round(part * (Items.Length - 1))].Macs;

    public Weighed Weigh(Architecture architecture) => new(architecture, _macs(architecture));

    private static ImmutableArray<Weighed> Sorted(IEnumerable<Weighed> items) =>
        [.. items.OrderBy(item => item.Macs).ThenBy(item => item.Architecture.Id, StringComparer.Ordinal)];
}

/// <param name="Macs">Multiply-accumulates, one image.</param>
public sealed record Weighed(Architecture Architecture, long Macs);
