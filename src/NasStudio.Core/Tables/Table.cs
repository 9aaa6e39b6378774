using System.Collections.Frozen;
using System.Collections.Immutable;
using NasStudio.Core.Decisions;

namespace NasStudio.Core.Tables;

/// <summary>
/// A benchmark table: architectures whose objectives somebody measured before, searched instead of trained. It may be a sparse
/// sample of its decisions. Immutable; made by <see cref="TableReader"/>.
/// </summary>
public sealed class Table
{
    private readonly FrozenDictionary<Architecture, int> _rows;

    /// <exception cref="ArgumentException">There is no row or no objective, a row has another number of values, or two have one architecture.</exception>
    public Table(DecisionSpace decisions, ImmutableArray<string> objectives, ImmutableArray<TableRow> rows)
    {
        if (rows.IsEmpty || objectives.IsEmpty || rows.Any(row => row.Values.Length != objectives.Length))
        {
            throw new ArgumentException($"A table needs rows with one value for each of its objectives ({objectives.Length}); it has {rows.Length} rows.", nameof(rows));
        }

        Decisions = decisions;
        Objectives = objectives;
        Rows = rows;
        _rows = rows.Select((row, index) => KeyValuePair.Create(row.Architecture, index)).ToFrozenDictionary();
        if (_rows.Count < rows.Length)
        {
            throw new ArgumentException($"{rows.Length} rows hold only {_rows.Count} different architectures.", nameof(rows));
        }
    }

    public DecisionSpace Decisions { get; }

    /// <summary>Names of the values of a row, in the order of the columns.</summary>
    public ImmutableArray<string> Objectives { get; }

    /// <summary>In the order of the file.</summary>
    public ImmutableArray<TableRow> Rows { get; }

    /// <summary>Index of the row of an architecture; −1 where the table lacks it.</summary>
    public int IndexOf(Architecture architecture) => _rows.GetValueOrDefault(architecture, -1);

    /// <summary>The row of an architecture; null where the table lacks it.</summary>
    public TableRow? Find(Architecture architecture) => IndexOf(architecture) is >= 0 and var index ? Rows[index] : null;
}

/// <param name="Values">One per objective of the table, all finite.</param>
/// <param name="IsomorphismClass">Rows of one class describe the same network; null where the file does not say.</param>
/// <param name="Line">Where it stood in the file, 1 for the header.</param>
public sealed record TableRow(Architecture Architecture, ImmutableArray<double> Values, int? IsomorphismClass, int Line);
