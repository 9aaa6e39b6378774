using System.Collections.Immutable;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Core.Search;

namespace NasStudio.Core.Tables;

/// <summary>What is looked for in a table: objectives with a direction, and bounds.</summary>
public sealed class TableProblem
{
    private readonly ImmutableArray<int> _columns;
    private readonly ImmutableArray<(int Column, Bound Bound)> _bounds;

    /// <exception cref="ArgumentException">There is no objective, or the table lacks an objective or constraint.</exception>
    public TableProblem(Table table, ImmutableArray<ObjectiveDefinition> objectives, ImmutableSortedDictionary<string, Bound> constraints)
    {
        Table = table;
        Objectives = objectives;
        _columns = [.. objectives.Select(objective => table.Objectives.IndexOf(objective.Name))];
        _bounds = [.. constraints.Select(pair => (table.Objectives.IndexOf(pair.Key), pair.Value))];
        if (_columns.IsEmpty || _columns.Contains(-1) || _bounds.Any(bound => bound.Column < 0))
        {
            throw new ArgumentException(
                $"Objectives {string.Join(", ", objectives.Select(objective => objective.Name))}, constraints on {string.Join(", ", constraints.Keys)}: the table has {string.Join(", ", table.Objectives)}.",
                nameof(objectives));
        }
    }

    public Table Table { get; }

    public ImmutableArray<ObjectiveDefinition> Objectives { get; }

    /// <summary>One of the objectives of a row, as a cost.</summary>
    public double Cost(int row, int objective) => Objectives[objective].Cost(Table.Rows[row].Values[_columns[objective]]);

    /// <summary>Sum of the violations of the bounds, each divided by its bound (by 1 where the bound is 0); 0 where the row is feasible.</summary>
    public double Violation(int row) => _bounds.Sum(bound =>
    {
        var value = Table.Rows[row].Values[bound.Column];
        var limit = Math.Abs((value < bound.Bound.Min ? bound.Bound.Min : bound.Bound.Max) ?? 1);
        return bound.Bound.Violation(value) / (limit > 0 ? limit : 1);
    });

    public bool IsFeasible(int row) => Violation(row) <= 0;

    public Observation Observe(int row) =>
        new(Table.Rows[row].Architecture, [.. Enumerable.Range(0, Objectives.Length).Select(objective => Cost(row, objective))], Violation(row));
}
