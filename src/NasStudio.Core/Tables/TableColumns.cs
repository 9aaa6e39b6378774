using System.Collections.Immutable;
using System.Globalization;

namespace NasStudio.Core.Tables;

/// <summary>What the columns of a table are.</summary>
internal sealed class TableColumns
{
    public const string IsomorphismClassName = "isomorphism_class";
    private const string DecisionPrefix = "params_";
    private const string ObjectivePrefix = "values_";
    private const string CellName = "arch";
    private const int MaximumNameLength = 100;
    private static readonly ImmutableArray<string> NoObjectives = ["index", IsomorphismClassName, CellName];

    private TableColumns(ImmutableArray<string> names)
    {
        Names = names;
        Cell = names.IndexOf(CellName);
        IsomorphismClass = names.IndexOf(IsomorphismClassName);
        Decisions = [.. With(DecisionPrefix)];
    }

    public ImmutableArray<string> Names { get; }

    /// <summary>The column of NAS-Bench-201 cells; −1 where decisions have columns of their own.</summary>
    public int Cell { get; }

    /// <summary>−1 where there is none.</summary>
    public int IsomorphismClass { get; }

    /// <summary>Names without prefix, and their columns.</summary>
    public ImmutableArray<(string Name, int Column)> Decisions { get; }

    public static TableColumns Of(CsvLine header, TableErrors errors)
    {
        var columns = new TableColumns([.. header.Cells.Select(name => name.Trim())]);
        for (var i = 0; i < columns.Names.Length; i++)
        {
            var name = columns.Names[i];
            if (name.Length is 0 or > MaximumNameLength || name is DecisionPrefix or ObjectivePrefix || name.Any(char.IsControl))
            {
                errors.Add(header.Number, i, "", $"\"{name}\" is no name for a column; use 1 to {MaximumNameLength} printable characters, after {DecisionPrefix} and {ObjectivePrefix} too.");
            }
            else if (columns.Names.IndexOf(name) < i)
            {
                errors.Add(header.Number, i, name, "Two columns have this name; rename or remove one.");
            }
        }

        if ((columns.Cell >= 0) == !columns.Decisions.IsEmpty)
        {
            errors.Add($"line {header.Number}", columns.Cell >= 0
                ? $"The header has both \"{CellName}\" and {DecisionPrefix}… columns; keep one description of the architectures."
                : $"The header names no decision; add {DecisionPrefix}<decision> columns, or a column \"{CellName}\" of NAS-Bench-201 cells.");
        }

        return columns;
    }

    /// <summary>Names without prefix, and their columns; beside cells, also every column that holds a number.</summary>
    public ImmutableArray<(string Name, int Column)> Objectives(IReadOnlyList<CsvLine> lines, TableErrors errors)
    {
        var objectives = With(ObjectivePrefix);
        if (Cell >= 0)
        {
            objectives.AddRange(Enumerable.Range(0, Names.Length)
                .Where(column => !NoObjectives.Contains(Names[column]) && !Names[column].StartsWith(ObjectivePrefix, StringComparison.Ordinal))
                .Where(column => lines.Any(line => double.TryParse(line.Cells[column], NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
                .Select(column => (Names[column], column)));
            objectives.Sort((first, second) => first.Column.CompareTo(second.Column));
        }

        if (objectives.Count == 0)
        {
            errors.Add("line 1", $"The header names no objective; add {ObjectivePrefix}<objective> columns{(Cell >= 0 ? ", or any column of numbers" : "")}.");
        }

        foreach (var twice in objectives.GroupBy(objective => objective.Name).Where(group => group.Count() > 1))
        {
            errors.Add(1, twice.Last().Column, Names[twice.Last().Column], $"The objective {twice.Key} has two columns; rename or remove one.");
        }

        return [.. objectives];
    }

    private List<(string Name, int Column)> With(string prefix) =>
    [
        .. Enumerable.Range(0, Names.Length)
            .Where(column => Names[column].Length > prefix.Length && Names[column].StartsWith(prefix, StringComparison.Ordinal))
            .Select(column => (Names[column][prefix.Length..], column)),
    ];
}
