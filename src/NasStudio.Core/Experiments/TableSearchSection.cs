using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NasStudio.Core.Documents;
using NasStudio.Core.Objectives;
using NasStudio.Core.Tables;

namespace NasStudio.Core.Experiments;

/// <summary>Reads "search" of an experiment on a table: its objectives and constraints are columns of the table.</summary>
internal sealed class TableSearchSection
{
    private readonly DocumentReader _section;
    private readonly Table _table;

    private TableSearchSection(DocumentReader section, Table table)
    {
        _section = section;
        _table = table;
    }

    private string Known => string.Join(", ", _table.Objectives);

    private string Example => $"[{{ \"name\": \"{_table.Objectives[0]}\", \"direction\": \"maximize\" }}, {{ \"name\": \"{_table.Objectives[^1]}\", \"direction\": \"minimize\" }}]";

    /// <param name="table">Null after an error in "table": then objectives and constraints cannot be checked.</param>
    public static SearchOptions Read(DocumentReader reader, Table? table)
    {
        if (reader.Child("search", required: true) is not { } section)
        {
            return new SearchOptions();
        }

        var options = new SearchOptions { Strategy = StrategySection.Read(section.Child("strategy"), ofATable: true), WarmStart = WarmStartSection.Read(section) };
        if (table is null)
        {
            section.WholeNumber("evaluations", options.Evaluations, SearchOptions.MinimumEvaluations, SearchOptions.MaximumEvaluations);
            section.Raw("objectives");
            section.Raw("constraints");
        }
        else
        {
            options = new TableSearchSection(section, table).Read(options);
        }

        section.End();
        return options;
    }

    private SearchOptions Read(SearchOptions options)
    {
        var errors = _section.Errors.Count;
        var objectives = Objectives();
        var constraints = Constraints();
        var rows = _table.Rows.Length;
        var evaluations = _section.WholeNumber("evaluations", Math.Min(options.Evaluations, rows), SearchOptions.MinimumEvaluations, SearchOptions.MaximumEvaluations);
        if (evaluations > rows)
        {
            _section.Error("evaluations", $"{evaluations} is more than the rows of the table ({rows}); use at most {rows}.");
        }

        if (_section.Errors.Count == errors && !constraints.IsEmpty)
        {
            var problem = new TableProblem(_table, [.. objectives.Select(objective => new ObjectiveDefinition(objective.Name, "", objective.Direction, ""))], constraints);
            if (!Enumerable.Range(0, rows).Any(problem.IsFeasible))
            {
                _section.Error("constraints", $"None of the {rows} rows is within all bounds ({string.Join(", ", constraints.Keys)}); widen them.");
            }
        }

        StrategySection.CheckConstraint(_section, options with { Constraints = constraints }, _table.Objectives[^1]);
        return options with
        {
            Strategy = options.Strategy.For(evaluations),
            Evaluations = evaluations,
            Objectives = [.. objectives.Select(objective => objective.Name)],
            Directions = objectives.DistinctBy(objective => objective.Name).ToImmutableSortedDictionary(objective => objective.Name, objective => objective.Direction, StringComparer.Ordinal),
            Constraints = constraints,
        };
    }

    private List<(string Name, Direction Direction)> Objectives()
    {
        var defaults = new SearchOptions().Objectives;
        if (_section.Raw("objectives") is not { } value)
        {
            if (defaults.All(_table.Objectives.Contains))
            {
                return [.. defaults.Select(name => (name, UsualDirection.Of(name)!.Value))];
            }

            _section.Error("objectives", $"Missing; name 1 to {SearchSection.MaximumObjectives} of {Known}, for example {Example}.");
            return [];
        }

        if (value.ValueKind is not JsonValueKind.Array || value.GetArrayLength() is < 1 or > SearchSection.MaximumObjectives)
        {
            _section.Error("objectives", $"{DocumentReader.Show(value)} is not an array of 1 to {SearchSection.MaximumObjectives} objectives; use {Known}, for example {Example}.");
            return [];
        }

        var objectives = new List<(string Name, Direction Direction)>();
        foreach (var (index, element) in value.EnumerateArray().Index())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{_section.PathOf("objectives")}[{index}]");
            if (Objective(element, path) is not { } objective)
            {
                continue;
            }

            if (objectives.Exists(other => other.Name == objective.Name))
            {
                _section.Errors.Add(new(path, $"\"{objective.Name}\" is named twice; name each objective once."));
            }

            objectives.Add(objective);
        }

        return objectives;
    }

    private (string Name, Direction Direction)? Objective(JsonElement element, string path)
    {
        if (element.ValueKind is JsonValueKind.String)
        {
            var name = element.GetString()!;
            if (!IsKnown(name, path))
            {
                return null;
            }

            if (UsualDirection.Of(name) is { } usual)
            {
                return (name, usual);
            }

            _section.Errors.Add(new(path, $"\"{name}\" has no usual direction; write {{ \"name\": \"{name}\", \"direction\": \"maximize\" }} or \"minimize\"."));
            return null;
        }

        if (element.ValueKind is not JsonValueKind.Object)
        {
            _section.Errors.Add(new(path, $"{DocumentReader.Show(element)} is neither a name nor an object {{ \"name\", \"direction\" }}; use one of {Known}."));
            return null;
        }

        var reader = DocumentReader.Of(element, path, _section.Errors);
        var named = reader.Text("name");
        var isKnown = reader.Has("name") && IsKnown(named, reader.PathOf("name"));
        var direction = reader.OneOf("direction", ["maximize", "minimize"], UsualDirection.Of(named) is { } told ? Word(told) : null);
        reader.End();
        return isKnown ? (named, direction == "maximize" ? Direction.Maximize : Direction.Minimize) : null;
    }

    private bool IsKnown(string name, string path)
    {
        if (_table.Objectives.Contains(name))
        {
            return true;
        }

        _section.Errors.Add(new(path, $"\"{name}\" is no objective of the table; use {Known}."));
        return false;
    }

    private ImmutableSortedDictionary<string, Bound> Constraints()
    {
        var bounds = ImmutableSortedDictionary.CreateBuilder<string, Bound>(StringComparer.Ordinal);
        if (_section.Child("constraints") is { } section)
        {
            foreach (var objective in _table.Objectives)
            {
                if (section.Child(objective) is { } child)
                {
                    bounds[objective] = SearchSection.Bound(child, double.MinValue, double.MaxValue);
                }
            }

            section.End();
        }

        return bounds.ToImmutable();
    }

    private static string Word(Direction direction) => direction is Direction.Maximize ? "maximize" : "minimize";
}
