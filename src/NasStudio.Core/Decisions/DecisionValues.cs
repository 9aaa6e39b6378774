using System.Collections.Immutable;

namespace NasStudio.Core.Decisions;

/// <summary>Architectures as values by decision ("vit1.depth" is 2), the way people and tables read them.</summary>
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

    /// <summary>The same, with choices as they are written in documents, tables and files.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> DescribeAsText(this DecisionSpace space, Architecture architecture) =>
        [.. space.Describe(architecture).Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Text))];
}
