using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace NasStudio.Core.Decisions;

/// <summary>Architectures written as values by decision ("vit1.depth" = "2"), the way people and tables write them.</summary>
public static class DecisionValues
{
    /// <summary>The active decisions of an architecture with their choices, in the order of the space.</summary>
    public static ImmutableArray<KeyValuePair<string, Choice>> Describe(this DecisionSpace space, Architecture architecture) =>
    [
        .. from index in Enumerable.Range(0, space.Decisions.Length)
           let choice = space.ChoiceOf(architecture, index)
           where choice is not null
           select KeyValuePair.Create(space.Decisions[index].Name, choice),
    ];

    /// <summary>
    /// The architecture with these values. Every active decision must be given; a value for an inactive one is passed over;
    /// numbers compare as numbers ("16.0" is 16).
    /// </summary>
    /// <param name="error">The first thing that is wrong: the value, the rule and the way out.</param>
    public static bool TryChoose(
        this DecisionSpace space,
        IReadOnlyDictionary<string, string> values,
        [NotNullWhen(true)] out Architecture? architecture,
        [NotNullWhen(false)] out string? error)
    {
        architecture = null;
        error = values.Keys.Where(name => space.IndexOf(name) < 0)
            .Select(name => $"{name} is no decision of this space; use {Few(space.Decisions.Select(decision => decision.Name))}.")
            .FirstOrDefault();
        var choices = new int[space.Decisions.Length];
        for (var i = 0; i < choices.Length && error is null; i++)
        {
            if (space.IsActive(choices, i))
            {
                error = Choose(space.Decisions[i], values, out choices[i]);
            }
        }

        if (error is null && space.Constraints.FirstOrDefault(constraint => !space.Satisfies(choices, constraint)) is { } broken)
        {
            var (first, second) = (space.Decisions[broken.First], space.Decisions[broken.Second]);
            error = $"{second.Name} {second.Choices[choices[broken.Second]]} is less than {first.Name} {first.Choices[choices[broken.First]]}, but must not be; raise the one or lower the other.";
        }

        if (error is null)
        {
            architecture = space.Canonical(choices);
        }

        return error is null;
    }

    private static string? Choose(Decision decision, IReadOnlyDictionary<string, string> values, out int index)
    {
        index = 0;
        var allowed = string.Join(", ", decision.Choices);
        if (!values.TryGetValue(decision.Name, out var value))
        {
            return $"{decision.Name} is missing; give one of {allowed}.";
        }

        var number = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed : double.NaN;
        for (index = 0; index < decision.Choices.Length; index++)
        {
            var choice = decision.Choices[index];
            if (choice.Text == value || choice.Number == number)
            {
                return null;
            }
        }

        return $"{decision.Name}: {value} is no choice; use one of {allowed}.";
    }

    private static string Few(IEnumerable<string> names)
    {
        var shown = names.Take(8).ToArray();
        return string.Join(", ", shown) + (names.Skip(shown.Length).Any() ? ", …" : "");
    }
}
