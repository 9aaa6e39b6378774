using System.Text.Json;
using NasStudio.Core.Decisions;
using NasStudio.Core.Documents;

namespace NasStudio.Web.Api;

/// <summary>
/// Reads "architecture" of a request: an id, or an object of decision → value. Decisions that the others switch off may be
/// left out; an active one may not.
/// </summary>
internal static class ArchitectureReader
{
    private const string Property = "architecture";

    /// <exception cref="DocumentException">With every error found.</exception>
    public static Architecture Read(DocumentReader reader, DecisionSpace space)
    {
        var architecture = reader.Raw(Property) is { ValueKind: JsonValueKind.String } id
            ? ById(id.GetString()!, reader, space)
            : ByChoices(reader, space);
        reader.End();
        reader.ThrowIfInvalid();
        return architecture!;
    }

    private static Architecture? ById(string id, DocumentReader reader, DecisionSpace space)
    {
        var architecture = space.Parse(id);
        if (architecture is null)
        {
            reader.Error(Property, $"'{id}' is not the id of a subnet of this space; take one from a list of subnets, or give an object of decision → value.");
        }

        return architecture;
    }

    private static Architecture? ByChoices(DocumentReader reader, DecisionSpace space)
    {
        if (reader.Child(Property, required: true) is not { } given)
        {
            return null;
        }

        var choices = new int[space.Decisions.Length];
        for (var i = 0; i < choices.Length; i++)
        {
            choices[i] = Choice(given, space.Decisions[i], space.IsActive(choices, i));
        }

        given.End();
        if (reader.Errors.Count == 0 && !space.Satisfies(choices))
        {
            reader.Error(Property, "These choices break a constraint of the space (widths that must not decrease); change them.");
        }

        return reader.Errors.Count == 0 ? space.Canonical(choices) : null;
    }

    private static int Choice(DocumentReader given, Decision decision, bool isActive)
    {
        var values = string.Join(", ", decision.Choices);
        if (given.Raw(decision.Name) is not { } value)
        {
            if (isActive)
            {
                given.Error(decision.Name, $"Missing; give one of {values}.");
            }

            return 0;
        }

        for (var index = 0; index < decision.Choices.Length; index++)
        {
            if (Equal(decision.Choices[index], value))
            {
                return index;
            }
        }

        given.Error(decision.Name, $"{value.GetRawText()} is not a choice; use one of {values}.");
        return 0;
    }

    private static bool Equal(Choice choice, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => choice.Number is { } number && value.TryGetDouble(out var given) && given.Equals(number),
        JsonValueKind.String => value.GetString() == choice.Text,
        _ => false,
    };
}
