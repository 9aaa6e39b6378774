using System.Globalization;
using System.Text;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;

namespace NasStudio.Export.Fronts;

/// <summary>
/// Evaluated subnets as CSV, in the columns that Optuna's users know: number, subnet_id, state, values_&lt;objective&gt;, macs,
/// parameters, front, feasible, params_&lt;decision&gt;; before those also repeat, where there are several seeds, and proposed_by,
/// where random search went beside a strategy. Units: accuracy a fraction, latency
/// milliseconds; those of a table are its own.
/// </summary>
public static class FrontCsv
{
    /// <param name="objectives">The experiment's objectives, one values column each; macs and parameters have columns of their own besides.</param>
    /// <param name="rows">In the order of their numbers.</param>
    public static string Write(IReadOnlyList<ObjectiveDefinition> objectives, DecisionSpace space, IReadOnlyCollection<FrontCsvRow> rows)
    {
        var text = new StringBuilder();
        var repeats = rows.Any(row => Repeat(row.Evaluation) is not null);
        var proposals = rows.Any(row => row.Evaluation.Proposal is not null);
        AppendLine(
            text,
            [
                "number", "subnet_id", "state",
                .. objectives.Select(ValueColumn),
                "macs", "parameters", "front", "feasible",
                .. repeats ? ["repeat"] : Array.Empty<string>(),
                .. proposals ? ["proposed_by"] : Array.Empty<string>(),
                .. space.Decisions.Select(decision => $"params_{decision.Name}"),
            ]);
        foreach (var row in rows)
        {
            var evaluation = row.Evaluation;
            var architecture = space.Canonical(evaluation.Choices.AsSpan());
            AppendLine(
                text,
                [
                    row.Number.ToString(CultureInfo.InvariantCulture), evaluation.SubnetId, "COMPLETE",
                    .. objectives.Select(objective => Number(evaluation, objective.Name)),
                    Number(evaluation, "macs"), Number(evaluation, "parameters"), Word(row.OnFront), Word(evaluation.Feasible),
                    .. repeats ? [Repeat(evaluation)?.ToString(CultureInfo.InvariantCulture) ?? ""] : Array.Empty<string>(),
                    .. proposals ? [evaluation.Proposal?.By ?? ""] : Array.Empty<string>(),
                    .. Enumerable.Range(0, space.Decisions.Length).Select(i => space.ChoiceOf(architecture, i)?.Text ?? ""),
                ]);
        }

        return text.ToString();
    }

    private static int? Repeat(Evaluation evaluation) => evaluation.Repeat ?? evaluation.Proposal?.Repeat;

    private static string ValueColumn(ObjectiveDefinition objective) => objective.Unit == "ms" ? $"values_{objective.Name}_ms" : $"values_{objective.Name}";

    private static string Number(Evaluation evaluation, string objective) =>
        evaluation.Values.TryGetValue(objective, out var value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";

    private static string Word(bool value) => value ? "true" : "false";

    private static void AppendLine(StringBuilder text, IEnumerable<string> cells) =>
        text.AppendJoin(',', cells.Select(Quote)).Append('\n');

    private static string Quote(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

/// <param name="Number">From 0, in the order of evaluation.</param>
public sealed record FrontCsvRow(long Number, Evaluation Evaluation, bool OnFront);
