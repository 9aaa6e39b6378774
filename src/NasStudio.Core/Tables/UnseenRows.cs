using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Tables;

/// <summary>The rows that a search has neither proposed nor been told yet.</summary>
internal sealed class UnseenRows
{
    private readonly Table _table;

    /// <summary>The unseen rows, in no order, followed by the seen ones.</summary>
    private readonly int[] _rows;

    /// <summary>Where each row stands in <see cref="_rows"/>.</summary>
    private readonly int[] _places;

    /// <summary>Choices of all rows, −1 where inactive: the distances of one proposal to a whole table are read from here.</summary>
    private short[]? _choices;

    public UnseenRows(Table table)
    {
        _table = table;
        _rows = [.. Enumerable.Range(0, table.Rows.Length)];
        _places = [.. _rows];
        Count = _rows.Length;
    }

    /// <summary>How many are left.</summary>
    public int Count { get; private set; }

    /// <summary>Marks a row as seen; false where it already was, or is −1.</summary>
    public bool Take(int row)
    {
        if (row < 0 || _places[row] >= Count)
        {
            return false;
        }

        var place = _places[row];
        var last = _rows[--Count];
        (_rows[place], _rows[Count]) = (last, row);
        (_places[last], _places[row]) = (place, Count);
        return true;
    }

    /// <summary>Takes one, each equally likely; there must be one.</summary>
    public int TakeRandom(SeededRandom random)
    {
        var row = _rows[random.NextInt(Count)];
        Take(row);
        return row;
    }

    /// <summary>Takes the one with the smallest Hamming distance, of several the first in the table; there must be one. O(rows).</summary>
    public int TakeNearest(Architecture architecture)
    {
        var length = _table.Decisions.Decisions.Length;
        _choices ??= [.. _table.Rows.SelectMany(row => Encode(row.Architecture))];
        var wanted = Encode(architecture).ToArray();
        var (nearest, least) = (-1, int.MaxValue);
        for (var row = 0; row < _places.Length; row++)
        {
            if (_places[row] >= Count)
            {
                continue;
            }

            var distance = Distance(wanted, _choices.AsSpan(row * length, length), least);
            if (distance < least)
            {
                (nearest, least) = (row, distance);
            }
        }

        Take(nearest);
        return nearest;
    }

    /// <summary>As <see cref="DecisionEncoding.Distance"/>; stops where it reaches the limit.</summary>
    private static int Distance(ReadOnlySpan<short> first, ReadOnlySpan<short> second, int limit)
    {
        var distance = 0;
        for (var i = 0; i < first.Length && distance < limit; i++)
        {
            distance += first[i] == second[i] ? 0 : 1;
        }

        return distance;
    }

    private IEnumerable<short> Encode(Architecture architecture) => architecture.Choices.Select((choice, decision) =>
        _table.Decisions.IsActive(architecture.Choices.AsSpan(), decision) ? (short)choice : (short)-1);
}
