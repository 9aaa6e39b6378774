using System.Collections.Immutable;
using NasStudio.Core.Documents;

namespace NasStudio.Core.Experiments;

/// <param name="Name">
/// "sandwich": largest, smallest and RandomSubnets others, with in-place distillation; "uniform": RandomSubnets draws, each on
/// the labels; "complexity-aware": RandomSubnets draws of nearly equal MACs and a smallest one; "performance-aware": the same,
/// from banks of promising subnets.
/// </param>
public sealed record SamplerOptions(string Name = "sandwich", int RandomSubnets = SamplerOptions.DefaultRandomSubnets)
{
    public const int DefaultRandomSubnets = 2;
    public const int DefaultRandomSubnetsOfLevels = 3;
    public const int MaximumRandomSubnets = 16;

    /// <summary>The names of those that draw from levels of MACs, and of the one of them that keeps banks.</summary>
    public static readonly ImmutableArray<string> OfLevels = ["complexity-aware", "performance-aware"];

    /// <summary>Of "sandwich": the part of all steps before which every draw is on the labels, 0..1.</summary>
    public double DistillAfter { get; init; }

    /// <summary>Of "complexity-aware" and "performance-aware".</summary>
    public LevelOptions Levels { get; init; } = new();

    /// <summary>Of "performance-aware".</summary>
    public BankOptions Bank { get; init; } = new();

    /// <summary>Whether every step has the largest subnet.</summary>
    public bool HasLargest => Name == "sandwich";

    /// <summary>Whether draws of a step teach others.</summary>
    public bool HasPupils => Name != "uniform";

    public bool HasLevels => OfLevels.Contains(Name);

    public bool HasBank => Name == "performance-aware";

    /// <summary>What RandomSubnets is where the document leaves it out.</summary>
    public static int DefaultRandomSubnetsOf(string name) => OfLevels.Contains(name) ? DefaultRandomSubnetsOfLevels : DefaultRandomSubnets;
}

/// <summary>Levels of MACs, and how the training goes through them.</summary>
public sealed record LevelOptions
{
    public const int MaximumLevels = 64;
    public const double MinimumWindow = 0.001;
    public const double MaximumWindow = 1;

    public static readonly ImmutableArray<string> Modes = ["adjacent-step", "random-step", "adjacent", "random", "cyclic"];
    public static readonly ImmutableArray<string> SmallestChoices = ["hierarchical", "one"];

    /// <summary>
    /// "adjacent-step": one level a step, at most one away from the level before; "random-step": any level, one a step;
    /// "adjacent": a step of that walk for each draw; "random": any level for each draw; "cyclic": one level a step, descending.
    /// </summary>
    public string Mode { get; init; } = "adjacent-step";

    /// <summary>How many levels are derived from the space where <see cref="Macs"/> lists none.</summary>
    public int Count { get; init; } = 5;

    /// <summary>The MACs at which each level begins, ascending; empty: they are derived.</summary>
    public ValueList<long> Macs { get; init; } = [];

    /// <summary>Width of a level, as a part of the MACs at which it begins.</summary>
    public double Window { get; init; } = 0.15;

    /// <summary>"hierarchical": several smallest subnets, each beside a group of levels; "one": the space's.</summary>
    public string Smallest { get; init; } = "hierarchical";

    /// <summary>How many smallest subnets, where they are hierarchical.</summary>
    public int SmallestSubnets { get; init; } = 3;

    /// <summary>How many smallest subnets there are.</summary>
    public int SmallestCount => Smallest == "one" ? 1 : SmallestSubnets;
}

/// <summary>The banks of promising subnets, one a level.</summary>
public sealed record BankOptions
{
    public const int MinimumCapacity = 2;
    public const int MaximumCapacity = 1000;
    public const int MaximumCandidates = 32;

    public static readonly ImmutableArray<string> Picks = ["weighted", "uniform", "best"];

    /// <summary>Subnets a level; ElasticViT keeps 150 of levels below 500 M MACs and 50 of others.</summary>
    public int Capacity { get; init; } = 50;

    /// <summary>How one is taken from the bank: "weighted" by the softmax of the scores, "uniform", or always the "best".</summary>
    public string Pick { get; init; } = "weighted";

    /// <summary>Probability to draw from the bank instead of from the level, in the first sixth of the training.</summary>
    public double ExploitFirst { get; init; } = 0.2;

    /// <summary>The same in the last sixth; it rises in six equal steps.</summary>
    public double ExploitLast { get; init; } = 0.95;

    /// <summary>Subnets of the level among which the preferred one is taken where the draw is not from the bank.</summary>
    public int Candidates { get; init; } = 5;
}
