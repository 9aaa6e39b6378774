using System.Collections.Immutable;
using System.Globalization;
using NasStudio.Core.Documents;
using NasStudio.Core.Experiments;

namespace NasStudio.Core.Sampling.Levels;

/// <summary>
/// The levels of MACs of a space, ascending (ElasticViT, Tang et al. 2023, has eight for ImageNet). Where the document lists none they
/// are derived: the first begins at the smallest subnet, the last at the 90 % quantile of random subnets (few architectures
/// cost more, and they share one corner of the space), those between in equal ratios. A derived level that no subnet
/// reaches moves to the nearest MACs that one has.
/// </summary>
public static class MacsLevels
{
    private const double LastQuantile = 0.9;

    /// <exception cref="ArgumentException">No subnet falls into a written level; the message names the nearest ones.</exception>
    public static ImmutableArray<MacsLevel> Of(LevelOptions options, MacsSample sample)
    {
        if (options.Macs.Count == 0)
        {
            return Derive(options, sample);
        }

        var levels = options.Macs.Select(first => MacsLevel.From(first, options.Window)).ToImmutableArray();
        var missed = Check(options, sample);
        return missed.IsEmpty ? levels : throw new ArgumentException($"levels: {string.Join(" ", missed.Select(error => error.Message))}", nameof(options));
    }

    /// <summary>What is wrong with the written levels; the paths are "levels[2]".</summary>
    public static ImmutableArray<DocumentError> Check(LevelOptions options, MacsSample sample) =>
    [
        .. from entry in options.Macs.Index()
           let level = MacsLevel.From(entry.Item, options.Window)
           let reach = LevelReach.Of(sample, level)
           where reach.Inside is null
           select new DocumentError(string.Create(CultureInfo.InvariantCulture, $"levels[{entry.Index}]"), Missed(level, reach)),
    ];

    private static string Missed(MacsLevel level, LevelReach reach)
    {
        var nearest = new[] { reach.Below, reach.Above }.OfType<Weighed>().Select(item => Text(item.Macs)).ToList();
        return $"No subnet has {Text(level.First)} to {Text(level.Last)} MACs; the nearest have {string.Join(" and ", nearest)}. "
            + $"Use {string.Join(" or ", nearest)}, or a wider window.";
    }

    private static string Text(long macs) => macs.ToString(CultureInfo.InvariantCulture);

    private static ImmutableArray<MacsLevel> Derive(LevelOptions options, MacsSample sample)
    {
        var first = sample.Items[0].Macs;
        var last = Math.Max(first, sample.Quantile(LastQuantile));
        var levels = new List<MacsLevel>();
        for (var i = 0; i < options.Count; i++)
        {
            var part = options.Count == 1 ? 0 : (double)i / (options.Count - 1);
            var macs = (long)Math.Round(first * Math.Pow((double)last / Math.Max(1, first), part));
            var level = Reached(MacsLevel.From(macs, options.Window), sample, options.Window);
            if (levels.TrueForAll(other => other.First < level.First))
            {
                levels.Add(level);
            }
        }

        return [.. levels];
    }

    /// <summary>The level itself, or one that begins at the nearest subnet.</summary>
    private static MacsLevel Reached(MacsLevel level, MacsSample sample, double window)
    {
        var reach = LevelReach.Of(sample, level);
        if (reach.Inside is not null)
        {
            return level;
        }

        var nearest = new[] { reach.Below, reach.Above }.OfType<Weighed>().MinBy(item => level.Distance(item.Macs))!;
        return MacsLevel.From(nearest.Macs, window);
    }
}
