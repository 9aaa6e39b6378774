using System.Collections.Immutable;
using System.Globalization;
using NasStudio.Core.Decisions;
using NasStudio.Core.Documents;
using NasStudio.Core.Objectives;
using NasStudio.Core.Tables;

namespace NasStudio.Core.Experiments;

/// <summary>Reads a front.csv of an earlier search on the same decisions: params_…, values_… (latency as values_latency_ms), macs, parameters.</summary>
public static class EarlierCsv
{
    /// <param name="needed">What every row must say: objectives and bounds of the search that starts from it.</param>
    /// <exception cref="DocumentException">With line and column of each error found.</exception>
    public static List<EarlierEvaluation> Read(string csv, DecisionSpace space, IReadOnlyCollection<string> needed)
    {
        var errors = new TableErrors();
        var lines = CsvText.Split(csv.TrimStart('\uFEFF'), errors);
        errors.ThrowIfAny();
        if (lines.Count < 2)
        {
            errors.Add("", "No rows below the header; give a front.csv with at least one.");
            errors.ThrowIfAny();
        }

        var header = lines[0].Cells;
        var decisions = space.Decisions.Select(decision => header.IndexOf($"params_{decision.Name}")).ToArray();
        foreach (var (index, _) in decisions.Index().Where(pair => pair.Item < 0))
        {
            errors.Add("line 1", $"There is no column \"params_{space.Decisions[index].Name}\": the file is of another search space; give one of a search on the same space.");
        }

        var values = Values(header);
        foreach (var name in needed.Where(name => !values.ContainsKey(name)))
        {
            errors.Add("line 1", $"There is no column \"values_{name}\", which this search looks at; give a file of a search with that objective.");
        }

        errors.ThrowIfAny();
        var evaluations = lines.Skip(1).Select(line => Row(line, header, space, decisions, values, needed, errors)).ToList();
        errors.ThrowIfAny();
        return evaluations;
    }

    /// <summary>Column by objective.</summary>
    private static Dictionary<string, int> Values(ImmutableArray<string> header)
    {
        const string Prefix = "values_";
        var values = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (column, name) in header.Index())
        {
            if (name is "macs" or "parameters")
            {
                values.TryAdd(name, column);
            }
            else if (name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                values[name == $"{Prefix}{ObjectiveDefinition.Latency.Name}_ms" ? ObjectiveDefinition.Latency.Name : name[Prefix.Length..]] = column;
            }
        }

        return values;
    }

    private static EarlierEvaluation Row(
        CsvLine line, ImmutableArray<string> header, DecisionSpace space, int[] decisions, Dictionary<string, int> values, IReadOnlyCollection<string> needed, TableErrors errors)
    {
        if (line.Cells.Length != header.Length)
        {
            errors.Add(line.Number, Math.Min(line.Cells.Length, header.Length), "", $"The line has {line.Cells.Length} cells, the header {header.Length}; give every line one cell per column.");
            return new EarlierEvaluation([], ImmutableSortedDictionary<string, double>.Empty);
        }

        var found = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach (var (name, column) in values)
        {
            if (double.TryParse(line.Cells[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
            {
                found[name] = value;
            }
            else if (needed.Contains(name))
            {
                errors.Add(line.Number, column, header[column], $"\"{line.Cells[column]}\" is not a finite number; give one, or leave the row out.");
            }
        }

        return new EarlierEvaluation(Choices(line, header, space, decisions, errors), found.ToImmutable());
    }

    /// <summary>An empty cell is a decision that is switched off.</summary>
    private static ImmutableArray<int> Choices(CsvLine line, ImmutableArray<string> header, DecisionSpace space, int[] columns, TableErrors errors)
    {
        var choices = new int[columns.Length];
        for (var i = 0; i < choices.Length; i++)
        {
            var cell = line.Cells[columns[i]];
            var decision = space.Decisions[i];
            choices[i] = cell.Length == 0 ? 0 : decision.Choices.Select(choice => choice.Text).ToList().IndexOf(cell);
            if (choices[i] < 0)
            {
                errors.Add(line.Number, columns[i], header[columns[i]], $"\"{cell}\" is no choice of {decision.Name}; use one of {string.Join(", ", decision.Choices)}.");
                return [];
            }
        }

        try
        {
            return space.Canonical(choices).Choices;
        }
        catch (ArgumentException broken)
        {
            errors.Add(line.Number, columns[0], header[columns[0]], $"{broken.Message} Leave the row out.");
            return [];
        }
    }
}
