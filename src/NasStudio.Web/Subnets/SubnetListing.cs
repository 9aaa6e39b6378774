using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using NasStudio.Core.Decisions;
using NasStudio.Core.Objectives;
using NasStudio.Runs.Feeds;

namespace NasStudio.Web.Subnets;

/// <summary>The rows that a query asks of a snapshot, in its order; a hundred thousand subnets in some tens of milliseconds.</summary>
public static class SubnetListing
{
    private static readonly ConditionalWeakTable<RunSnapshot, ConcurrentDictionary<string, double[]>> Columns = [];

    /// <summary>Indices into the snapshot's subnets.</summary>
    /// <param name="query">That fits.</param>
    /// <param name="space">Null where the table that says the decisions is gone; then no decision is asked for.</param>
    /// <param name="tie">Orders those of one place on the front or off it; the second objective, usually.</param>
    /// <param name="selected">Indices that are listed at most; null: all.</param>
    public static int[] Rows(RunSnapshot snapshot, SubnetQuery query, DecisionSpace? space, ObjectiveDefinition? tie, IReadOnlySet<int>? selected = null)
    {
        var front = snapshot.Front.ToFrozenSet();
        var conditions = Conditions(query, space);
        var rows = new List<int>();
        for (var index = 0; index < snapshot.Subnets.Length; index++)
        {
            var subnet = snapshot.Subnets[index];
            if ((!query.Front || front.Contains(index))
                && (query.Feasible is null || query.Feasible == subnet.Search.Feasible)
                && (query.Find.Length == 0 || subnet.Id.Contains(query.Find, StringComparison.OrdinalIgnoreCase))
                && selected?.Contains(index) is not false
                && Holds(subnet, conditions, space))
            {
                rows.Add(index);
            }
        }

        return Sorted([.. rows], snapshot, query, tie, front);
    }

    private static (int Decision, bool[] Choices)[] Conditions(SubnetQuery query, DecisionSpace? space) => space is null ? [] :
    [
        .. query.Where.Select(pair => (Decision: space.IndexOf(pair.Key), pair.Value))
            .Select(pair => (pair.Decision, space.Decisions[pair.Decision].Choices.Select(choice => pair.Value.Contains(choice.Text)).ToArray())),
    ];

    private static bool Holds(Subnet subnet, (int Decision, bool[] Choices)[] conditions, DecisionSpace? space)
    {
        var choices = subnet.Search.Choices.AsSpan();
        foreach (var (decision, allowed) in conditions)
        {
            if (!space!.IsActive(choices, decision) || !allowed[choices[decision]])
            {
                return false;
            }
        }

        return true;
    }

    private static int[] Sorted(int[] rows, RunSnapshot snapshot, SubnetQuery query, ObjectiveDefinition? tie, FrozenSet<int> front)
    {
        switch (query.Sort)
        {
            case null or SubnetQuery.ByEvaluation:
                if (query.Descending)
                {
                    Array.Reverse(rows);
                }

                return rows;
            case SubnetQuery.ById:
                var ids = Array.ConvertAll(rows, row => snapshot.Subnets[row].Id);
                Array.Sort(ids, rows, StringComparer.Ordinal);
                if (query.Descending)
                {
                    Array.Reverse(rows);
                }

                return rows;
            case SubnetQuery.ByFront:
                return ByPlace(tie is null ? rows : ByKey(rows, ValuesOf(snapshot, tie.Name), tie.Direction is Direction.Maximize), snapshot, front, query.Descending);
            default:
                return ByKey(rows, ValuesOf(snapshot, query.Sort), query.Descending);
        }
    }

    /// <summary>Front, dominated, infeasible; the order within each stays.</summary>
    private static int[] ByPlace(int[] rows, RunSnapshot snapshot, FrozenSet<int> front, bool descending)
    {
        var places = rows.ToLookup(row => front.Contains(row) ? 0 : snapshot.Subnets[row].Search.Feasible ? 1 : 2);
        int[] order = descending ? [2, 1, 0] : [0, 1, 2];
        return [.. order.SelectMany(place => places[place])];
    }

    /// <summary>Those without a value last, equal ones in the order of evaluation.</summary>
    private static int[] ByKey(int[] rows, double[] values, bool descending)
    {
        var keys = Array.ConvertAll(rows, row => double.IsNaN(values[row]) ? double.PositiveInfinity : descending ? -values[row] : values[row]);
        Array.Sort(keys, rows);
        for (int start = 0, end; start < rows.Length; start = end)
        {
            for (end = start + 1; end < rows.Length && keys[end].Equals(keys[start]);)
            {
                end++;
            }

            Array.Sort(rows, start, end - start);
        }

        return rows;
    }

    /// <summary>One per subnet, NaN where it has none; kept as long as the snapshot, for looking them up takes longer than sorting.</summary>
    private static double[] ValuesOf(RunSnapshot snapshot, string name) => Columns.GetOrCreateValue(snapshot).GetOrAdd(
        name,
        static (name, snapshot) => [.. snapshot.Subnets.Select(subnet => subnet.Search.Values.TryGetValue(name, out var value) ? value : double.NaN)],
        snapshot);
}
