using System.Collections.Immutable;
using System.Globalization;
using NasStudio.Core.Decisions;

namespace NasStudio.Core.Tables;

/// <summary>
/// Decisions from columns of choices: numbers by value, words by first appearance. A decision with empty cells is inactive there:
/// where an earlier decision tells when, that becomes its condition, otherwise emptiness is a choice of its own, the first.
/// </summary>
internal static class TableDecisions
{
    private const int MaximumChoices = 10_000;

    /// <summary>As long as ids may be, in base 36.</summary>
    private const int MaximumIdLength = 200;

    /// <returns>The space, and the choice indices of each line (not canonical).</returns>
    public static (DecisionSpace Space, List<int[]> Choices) Of(TableColumns columns, List<CsvLine> lines, TableErrors errors)
    {
        var decisions = ImmutableArray.CreateBuilder<Decision>();
        var indices = new List<int[]>();
        foreach (var (name, column) in columns.Decisions)
        {
            var texts = lines.ConvertAll(line => line.Cells[column].Trim());
            var choices = Choices(texts);
            var empty = texts.ConvertAll(text => text.Length == 0);
            var condition = empty.Contains(true) ? ConditionOf(empty, indices, decisions) : null;
            if (empty.Contains(true) && (condition is null || choices.Count == 0))
            {
                condition = null;
                choices.Insert(0, new Choice(""));
            }

            if (choices.Count > MaximumChoices)
            {
                errors.Add(1, column, columns.Names[column], $"{choices.Count} different choices; a decision has at most {MaximumChoices}. Is this a measurement? Then name the column values_{name}.");
                choices.RemoveRange(MaximumChoices, choices.Count - MaximumChoices);
            }

            decisions.Add(new Decision(name, [.. choices], condition is null ? [] : [condition]));
            var positions = choices.Select((choice, index) => (choice.Text, index)).ToDictionary(pair => pair.Text, pair => pair.index, StringComparer.Ordinal);
            var numeric = choices.TrueForAll(choice => choice.Number is not null || choice.Text.Length == 0);
            indices.Add([.. texts.Select(text => positions.GetValueOrDefault(numeric && text.Length > 0 ? new Choice(Number(text)!.Value).Text : text, 0))]);
        }

        if (decisions.Sum(decision => Math.Log(decision.Choices.Length, 36)) > MaximumIdLength)
        {
            errors.Add("line 1", $"{decisions.Count} decisions describe more architectures than an id of {MaximumIdLength} characters tells apart; leave out decisions with one choice and merge others.");
        }

        var space = new DecisionSpace(decisions.ToImmutable());
        return (space, [.. Enumerable.Range(0, lines.Count).Select(line => indices.Select(column => column[line]).ToArray())]);
    }

    private static List<Choice> Choices(List<string> texts)
    {
        var words = texts.Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return words.TrueForAll(word => Number(word) is not null)
            ? [.. words.Select(word => Number(word)!.Value).Distinct().Order().Select(number => new Choice(number))]
            : words.ConvertAll(word => new Choice(word));
    }

    /// <summary>−0 is 0.</summary>
    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number + 0.0 : null;

    /// <summary>The nearest earlier decision whose choice alone says in every line whether the cell is empty; null where there is none.</summary>
    private static Condition? ConditionOf(List<bool> empty, List<int[]> indices, ImmutableArray<Decision>.Builder decisions)
    {
        for (var earlier = indices.Count - 1; earlier >= 0; earlier--)
        {
            var choices = indices[earlier];
            var active = new bool?[decisions[earlier].Choices.Length];
            var decides = decisions[earlier].ActiveWhen.IsEmpty;
            for (var line = 0; decides && line < empty.Count; line++)
            {
                decides = (active[choices[line]] ??= !empty[line]) == !empty[line];
            }

            if (decides)
            {
                return new Condition(earlier, [.. Enumerable.Range(0, active.Length).Where(choice => active[choice] == true)]);
            }
        }

        return null;
    }
}
