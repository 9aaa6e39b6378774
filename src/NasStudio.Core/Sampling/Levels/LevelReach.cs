using NasStudio.Core.Decisions;

namespace NasStudio.Core.Sampling.Levels;

/// <summary>
/// Whether any subnet falls into a level, and which come nearest. A sample seldom holds subnets near both ends of the range,
/// so from its nearest members one decision at a time is changed towards the level until nothing comes nearer.
/// </summary>
internal sealed class LevelReach
{
    private const int Starts = 6;
    private readonly MacsSample _sample;
    private readonly MacsLevel _level;
    private readonly HashSet<Architecture> _visited = [];

    private LevelReach(MacsSample sample, MacsLevel level)
    {
        (_sample, _level) = (sample, level);
    }

    /// <summary>A subnet of the level; null where none was found.</summary>
    public Weighed? Inside { get; private set; }

    /// <summary>The nearest subnet found that costs less than the level; null: none does.</summary>
    public Weighed? Below { get; private set; }

    /// <summary>The nearest subnet found that costs more; null: none does.</summary>
    public Weighed? Above { get; private set; }

    public static LevelReach Of(MacsSample sample, MacsLevel level)
    {
        var reach = new LevelReach(sample, level);
        foreach (var item in sample.Items)
        {
            reach.Note(item);
        }

        foreach (var items in new[] { sample.Early, sample.Items })
        {
            foreach (var start in items.OrderBy(item => level.Distance(item.Macs)).Take(Starts))
            {
                reach.Climb(start);
            }
        }

        return reach;
    }

    private void Climb(Weighed start)
    {
        for (var best = start; Inside is null && best is not null && _visited.Add(best.Architecture);)
        {
            var here = _level.Distance(best.Macs);
            var next = _sample.Space.Neighbours(best.Architecture).Select(_sample.Weigh).ToList();
            next.ForEach(Note);
            best = next.Where(item => _level.Distance(item.Macs) < here).MinBy(item => _level.Distance(item.Macs));
        }
    }

    private void Note(Weighed item)
    {
        if (_level.Contains(item.Macs))
        {
            Inside ??= item;
        }
        else if (item.Macs < _level.First)
        {
            Below = Below is { } below && below.Macs >= item.Macs ? below : item;
        }
        else
        {
            Above = Above is { } above && above.Macs <= item.Macs ? above : item;
        }
    }
}
