using System.Collections.Immutable;
using System.Numerics;

namespace NasStudio.Core.Decisions;

/// <summary>Exact numbers of distinct architectures.</summary>
public static class DecisionCounting
{
    /// <summary>A table of counts beyond this would take minutes; no space of stages comes near it.</summary>
    private const long MaximumTable = 1 << 22;

    /// <summary>
    /// How many architectures are distinct: canonical, and within the constraints. Exact, by variable elimination: every
    /// decision is a variable (its choices, and "inactive" where it has conditions), every condition and constraint a
    /// factor of zeros and ones, and variables are summed out one by one, those with the smallest resulting table first.
    /// </summary>
    /// <exception cref="NotSupportedException">Conditions and constraints tie too many decisions together.</exception>
    public static BigInteger Count(this DecisionSpace space)
    {
        var factors = Enumerable.Range(0, space.Decisions.Length)
            .Where(decision => IsConditional(space, decision))
            .Select(decision => Activity(space, decision))
            .Concat(space.Constraints.Select(constraint => Order(space, constraint)))
            .ToList();
        var remaining = Enumerable.Range(0, space.Decisions.Length).ToHashSet();
        var neighbours = Neighbours(space, factors);
        var sizes = neighbours.Select(others => TableSize(space, others)).ToArray();
        var count = BigInteger.One;
        while (remaining.Count > 0)
        {
            var variable = remaining.MinBy(candidate => sizes[candidate]);
            var touching = factors.FindAll(factor => factor.Variables.Contains(variable));
            factors.RemoveAll(factor => factor.Variables.Contains(variable));
            remaining.Remove(variable);
            var rest = neighbours[variable].Order().ToImmutableArray();
            var summed = SumOut(space, variable, rest, touching);
            if (rest.IsEmpty)
            {
                count *= summed.Table[0];
            }
            else
            {
                factors.Add(summed);
                Connect(neighbours, variable, rest);
                foreach (var neighbour in rest)
                {
                    sizes[neighbour] = TableSize(space, neighbours[neighbour]);
                }
            }
        }

        return count;
    }

    private static bool IsConditional(DecisionSpace space, int decision) => !space.Decisions[decision].ActiveWhen.IsEmpty;

    /// <summary>Choices, and one more state, the first, where the decision may be inactive.</summary>
    private static int States(DecisionSpace space, int decision) =>
        space.Decisions[decision].Choices.Length + (IsConditional(space, decision) ? 1 : 0);

    /// <summary>The choice index that a state stands for; −1: inactive.</summary>
    private static int ChoiceOf(DecisionSpace space, int decision, int state) => IsConditional(space, decision) ? state - 1 : state;

    private static Factor Activity(DecisionSpace space, int decision)
    {
        var conditions = space.Decisions[decision].ActiveWhen;
        return Tabulate(
            space,
            [.. conditions.Select(condition => condition.Decision).Append(decision).Distinct().Order()],
            states =>
            {
                var active = conditions.All(condition => condition.Choices.Contains(ChoiceOf(space, condition.Decision, states[condition.Decision])));
                return active == (ChoiceOf(space, decision, states[decision]) >= 0);
            });
    }

    private static Factor Order(DecisionSpace space, Nondecreasing constraint) => Tabulate(
        space,
        [.. new[] { constraint.First, constraint.Second }.Distinct().Order()],
        states =>
        {
            var first = ChoiceOf(space, constraint.First, states[constraint.First]);
            var second = ChoiceOf(space, constraint.Second, states[constraint.Second]);
            return first < 0 || second < 0
                || !(space.Decisions[constraint.First].Choices[first].Number > space.Decisions[constraint.Second].Choices[second].Number);
        });

    private static Factor Tabulate(DecisionSpace space, ImmutableArray<int> variables, Func<int[], bool> allows)
    {
        var table = NewTable(space, variables);
        var states = new int[space.Decisions.Length];
        for (var row = 0; row < table.Length; row++)
        {
            table[row] = allows(states) ? BigInteger.One : BigInteger.Zero;
            Advance(space, variables, states);
        }

        return new Factor(variables, Strides(space, variables), table);
    }

    private static Factor SumOut(DecisionSpace space, int variable, ImmutableArray<int> rest, List<Factor> factors)
    {
        var table = NewTable(space, rest);
        var states = new int[space.Decisions.Length];
        for (var row = 0; row < table.Length; row++)
        {
            for (states[variable] = 0; states[variable] < States(space, variable); states[variable]++)
            {
                table[row] += factors.Aggregate(BigInteger.One, (product, factor) => product.IsZero ? product : product * factor.Value(states));
            }

            Advance(space, rest, states);
        }

        return new Factor(rest, Strides(space, rest), table);
    }

    /// <summary>The next row of a table in row-major order; after the last one, the first.</summary>
    private static void Advance(DecisionSpace space, ImmutableArray<int> variables, int[] states)
    {
        for (var i = variables.Length - 1; i >= 0 && ++states[variables[i]] == States(space, variables[i]); i--)
        {
            states[variables[i]] = 0;
        }
    }

    private static ImmutableArray<int> Strides(DecisionSpace space, ImmutableArray<int> variables)
    {
        var strides = new int[variables.Length];
        var stride = 1;
        for (var i = variables.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= States(space, variables[i]);
        }

        return [.. strides];
    }

    /// <summary>Rows of a table over these decisions; anything beyond the maximum counts as one more than it.</summary>
    private static long TableSize(DecisionSpace space, IEnumerable<int> variables) =>
        variables.Aggregate(1L, (size, variable) => Math.Min(MaximumTable + 1, size * States(space, variable)));

    private static BigInteger[] NewTable(DecisionSpace space, ImmutableArray<int> variables) => TableSize(space, variables) is var size && size <= MaximumTable
        ? new BigInteger[size]
        : throw new NotSupportedException($"Conditions and constraints tie {variables.Length} decisions together ({space.Decisions[variables[0]].Name}, …), too many to count them exactly; give them fewer choices or conditions.");

    private static HashSet<int>[] Neighbours(DecisionSpace space, List<Factor> factors)
    {
        var neighbours = Enumerable.Range(0, space.Decisions.Length).Select(_ => new HashSet<int>()).ToArray();
        foreach (var factor in factors)
        {
            foreach (var variable in factor.Variables)
            {
                neighbours[variable].UnionWith(factor.Variables.Where(other => other != variable));
            }
        }

        return neighbours;
    }

    private static void Connect(HashSet<int>[] neighbours, int eliminated, ImmutableArray<int> rest)
    {
        foreach (var variable in rest)
        {
            neighbours[variable].Remove(eliminated);
            neighbours[variable].UnionWith(rest.Where(other => other != variable));
        }
    }

    /// <summary>A row-major table of counts over the states of some decisions.</summary>
    private sealed record Factor(ImmutableArray<int> Variables, ImmutableArray<int> Strides, BigInteger[] Table)
    {
        public BigInteger Value(int[] states)
        {
            var row = 0;
            for (var i = 0; i < Variables.Length; i++)
            {
                row += states[Variables[i]] * Strides[i];
            }

            return Table[row];
        }
    }
}
