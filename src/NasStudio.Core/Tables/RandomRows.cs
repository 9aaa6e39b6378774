using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;
using NasStudio.Core.Search;

namespace NasStudio.Core.Tables;

/// <summary>Random search of a table: its rows in a random order, each equally likely at each place. Does not depend on how the asks are cut.</summary>
public sealed class RandomRows : ISearchStrategy
{
    private readonly Table _table;
    private readonly UnseenRows _unseen;
    private readonly SeededRandom _random;

    public RandomRows(Table table, ulong seed)
    {
        _table = table;
        _unseen = new UnseenRows(table);
        _random = new SeededRandom(seed, "table.random");
    }

    public IReadOnlyList<Architecture> Ask(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var proposals = new List<Architecture>();
        while (proposals.Count < count && _unseen.Count > 0)
        {
            proposals.Add(_table.Rows[_unseen.TakeRandom(_random)].Architecture);
        }

        return proposals;
    }

    public void Tell(IReadOnlyList<Observation> observations)
    {
        foreach (var observation in observations)
        {
            _unseen.Take(_table.IndexOf(observation.Architecture));
        }
    }
}
