using System.Collections.Immutable;

namespace NasStudio.Core.Decisions;

/// <summary>Whether two spaces are made of the same decisions, so that an architecture of one means the same in the other.</summary>
public static class DecisionDifference
{
    /// <summary>The first difference of names, choices, conditions or constraints, as "kernel: 3, 5 there, 3, 5, 7 here"; null where there is none.</summary>
    /// <param name="here">This space.</param>
    /// <param name="there">The other one.</param>
    public static string? FirstDifference(DecisionSpace here, DecisionSpace there)
    {
        for (var i = 0; i < Math.Max(here.Decisions.Length, there.Decisions.Length); i++)
        {
            if (i >= here.Decisions.Length || i >= there.Decisions.Length || here.Decisions[i].Name != there.Decisions[i].Name)
            {
                return $"decision {i + 1} is {NameOf(there, i)} there, {NameOf(here, i)} here";
            }

            var (mine, other) = (here.Decisions[i], there.Decisions[i]);
            if (!mine.Choices.SequenceEqual(other.Choices))
            {
                return $"{mine.Name}: {string.Join(", ", other.Choices)} there, {string.Join(", ", mine.Choices)} here";
            }

            if (!Same(mine.ActiveWhen, other.ActiveWhen))
            {
                return $"{mine.Name} depends on other decisions there";
            }
        }

        return here.Constraints.SequenceEqual(there.Constraints) ? null : "the constraints between decisions";
    }

    private static bool Same(ImmutableArray<Condition> first, ImmutableArray<Condition> second) =>
        first.Length == second.Length && first.Zip(second).All(pair => pair.First.Decision == pair.Second.Decision && pair.First.Choices.SequenceEqual(pair.Second.Choices));

    private static string NameOf(DecisionSpace space, int index) => index < space.Decisions.Length ? space.Decisions[index].Name : "missing";
}
