using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;
using NasStudio.Core.Search;

namespace NasStudio.Core.Tables;

/// <summary>
/// Any strategy on a table that lacks architectures: what it proposes and the table lacks becomes the nearest unseen row (Hamming
/// distance, the first in the table of several), so every proposal is a row and none comes twice. A strategy's first proposals
/// are random; those become random rows, because the nearest ones would favour rows at the edge of gaps.
/// </summary>
/// <param name="randomFirst">How many proposals at the beginning are random: the population.</param>
/// <param name="seed">Of those random rows.</param>
public sealed class RowStrategy(Table table, ISearchStrategy strategy, int randomFirst, ulong seed) : ISearchStrategy
{
    private readonly UnseenRows _unseen = new(table);
    private long _proposed;

    public IReadOnlyList<Architecture> Ask(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return [.. strategy.Ask(Math.Min(count, _unseen.Count)).Select(Row).ToList()];
    }

    public void Tell(IReadOnlyList<Observation> observations)
    {
        foreach (var observation in observations)
        {
            _unseen.Take(table.IndexOf(observation.Architecture));
        }

        strategy.Tell(observations);
    }

    private Architecture Row(Architecture proposal)
    {
        var number = _proposed++;
        if (_unseen.Take(table.IndexOf(proposal)))
        {
            return proposal;
        }

        var row = number < randomFirst
            ? _unseen.TakeRandom(new SeededRandom(seed, "table.row", number))
            : _unseen.TakeNearest(proposal);
        return table.Rows[row].Architecture;
    }
}
