namespace NasStudio.Core.Pareto;

/// <summary>
/// Points in order, in blocks of some hundred: one more shifts its block alone, where one list would shift half of all
/// (at 100,000 points, a megabyte for each).
/// </summary>
internal sealed class FrontPoints
{
    private const int LargestBlock = 256;

    private readonly List<List<FrontPoint>> _blocks = [];

    /// <summary>The last point of each block: a search looks at one array before it looks into a block.</summary>
    private readonly List<FrontPoint> _lasts = [];

    /// <summary>In order; none is empty.</summary>
    public IReadOnlyList<List<FrontPoint>> Blocks => _blocks;

    /// <summary>The place of the first point that does not come before this one; past the end of the last block where there is none.</summary>
    /// <param name="found">Whether that point equals this one.</param>
    public Place Find(FrontPoint point, out bool found)
    {
        var block = _lasts.BinarySearch(point);
        found = block >= 0;
        if (found)
        {
            return new Place(block, _blocks[block].Count - 1);
        }

        block = ~block;
        if (block == _blocks.Count)
        {
            return block == 0 ? new Place(0, 0) : new Place(block - 1, _blocks[^1].Count);
        }

        var index = _blocks[block].BinarySearch(point);
        found = index >= 0;
        return new Place(block, found ? index : ~index);
    }

    /// <summary>The point before a place; null at the beginning.</summary>
    public FrontPoint? Before(Place place) =>
        place.Index > 0 ? _blocks[place.Block][place.Index - 1] : place.Block > 0 ? _lasts[place.Block - 1] : null;

    /// <summary>Puts a point where it belongs, in place of those from there on that it dominates.</summary>
    public void Replace(Place place, FrontPoint point)
    {
        if (_blocks.Count == 0)
        {
            _blocks.Add([point]);
            _lasts.Add(point);
            return;
        }

        var block = _blocks[place.Block];
        var end = place.Index;
        while (end < block.Count && point.Dominates(block[end]))
        {
            end++;
        }

        var reachesTheNext = end == block.Count;
        block.RemoveRange(place.Index, end - place.Index);
        block.Insert(place.Index, point);
        _lasts[place.Block] = block[^1];
        if (reachesTheNext)
        {
            RemoveDominated(place.Block + 1, point);
        }

        if (block.Count > LargestBlock)
        {
            Split(place.Block);
        }
    }

    private void RemoveDominated(int first, FrontPoint point)
    {
        var end = first;
        while (end < _blocks.Count && point.Dominates(_lasts[end]))
        {
            end++;
        }

        _blocks.RemoveRange(first, end - first);
        _lasts.RemoveRange(first, end - first);
        if (first < _blocks.Count)
        {
            // Its last point stays, so the block does not become empty.
            _blocks[first].RemoveRange(0, _blocks[first].FindIndex(other => !point.Dominates(other)));
        }
    }

    private void Split(int place)
    {
        var block = _blocks[place];
        var half = block.Count / 2;
        _blocks.Insert(place + 1, block[half..]);
        _lasts.Insert(place + 1, block[^1]);
        block.RemoveRange(half, block.Count - half);
        _lasts[place] = block[^1];
    }

    /// <param name="Block">Index of the block.</param>
    /// <param name="Index">Of the point in it; its count where the place is behind all points.</param>
    public readonly record struct Place(int Block, int Index);
}
