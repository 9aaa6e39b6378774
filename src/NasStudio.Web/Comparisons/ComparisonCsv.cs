using System.Globalization;
using System.Text;

namespace NasStudio.Web.Comparisons;

/// <summary>What the compare page shows as CSV, in the invariant culture.</summary>
public static class ComparisonCsv
{
    /// <summary>experiment, name, subnet_id, values_X, values_Y: the points of every front.</summary>
    public static string Fronts(ExperimentComparison comparison)
    {
        var text = new StringBuilder();
        Line(text, ["series", "experiment", "name", "subnet_id", .. comparison.Objectives.Select(objective => $"values_{objective.Name}")]);
        foreach (var one in comparison.Experiments)
        {
            foreach (var point in one.Front)
            {
                Line(text, [one.Letter, one.Id.ToString(), one.Name, point.Id, Number(point.Y), Number(point.X)]);
            }
        }

        return text.ToString();
    }

    /// <summary>One line an evaluation and series; random search has lines of its own.</summary>
    public static string Hypervolumes(ExperimentComparison comparison)
    {
        var text = new StringBuilder();
        Line(text, ["series", "experiment", "name", "search", "evaluations", "lowest", "median", "highest"]);
        foreach (var one in comparison.Experiments)
        {
            Curve(text, one, "strategy", one.Curve);
            Curve(text, one, "random", one.Random);
        }

        return text.ToString();
    }

    public static string Settings(ExperimentComparison comparison)
    {
        var text = new StringBuilder();
        Line(text, ["setting", .. comparison.Experiments.Select(one => $"{one.Letter} {one.Name}")]);
        foreach (var row in comparison.Settings)
        {
            Line(text, [row.Path, .. row.Values.Select(value => value ?? "")]);
        }

        return text.ToString();
    }

    private static void Curve(StringBuilder text, ComparedExperiment one, string search, ComparedCurve? curve)
    {
        for (var i = 0; i < curve?.Median.Length; i++)
        {
            Line(text, [one.Letter, one.Id.ToString(), one.Name, search, (i + 1).ToString(CultureInfo.InvariantCulture), Number(curve.Low[i]), Number(curve.Median[i]), Number(curve.High[i])]);
        }
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>RFC 4180; a cell that a spreadsheet would take for a formula begins with an apostrophe.</summary>
    internal static void Line(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    private static string Cell(string value)
    {
        var safe = value.Length > 0 && value[0] is '=' or '+' or '@' or '-' && !double.TryParse(value, CultureInfo.InvariantCulture, out _) ? $"'{value}" : value;
        return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
