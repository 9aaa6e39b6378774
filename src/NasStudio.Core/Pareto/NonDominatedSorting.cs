namespace NasStudio.Core.Pareto;

/// <summary>Fronts and crowding of a set of points (Deb et al. 2002, sections III.A and III.B).</summary>
public static class NonDominatedSorting
{
    /// <summary>
    /// Fast non-dominated sort: indices 0..count−1 by front, the non-dominated ones first, ascending within a front. O(count²).
    /// </summary>
    /// <param name="dominates">Whether the first index dominates the second: a strict partial order.</param>
    public static List<List<int>> Fronts(int count, Func<int, int, bool> dominates)
    {
        var dominated = new List<int>[count];
        var dominators = new int[count];
        for (var i = 0; i < count; i++)
        {
            dominated[i] = [];
        }

        for (var i = 0; i < count; i++)
        {
            for (var j = i + 1; j < count; j++)
            {
                if (dominates(i, j))
                {
                    dominated[i].Add(j);
                    dominators[j]++;
                }
                else if (dominates(j, i))
                {
                    dominated[j].Add(i);
                    dominators[i]++;
                }
            }
        }

        return Peel(dominated, dominators);
    }

    /// <summary>
    /// The same of points with costs (smaller is better) and a constraint violation (<see cref="Dominance"/>): O(count log count)
    /// for two costs where all are feasible, else O(count²).
    /// </summary>
    public static List<List<int>> Fronts<T>(IReadOnlyList<T> points, Func<T, ReadOnlySpan<double>> costs, Func<T, double> violation)
    {
        if (points.Count > 0 && costs(points[0]).Length == 2 && points.All(point => violation(point) <= 0))
        {
            return Planar([.. points.Select(point => (costs(point)[0], costs(point)[1]))]);
        }

        return Fronts(points.Count, (first, second) => Dominance.Dominates(
            costs(points[first]), violation(points[first]), costs(points[second]), violation(points[second])));
    }

    /// <summary>
    /// Crowding distance of each point of one front: over the costs, the sum of the gap between its two neighbours as a part
    /// of the front's range; infinite at the ends. Ties are broken by position, so the result is deterministic.
    /// </summary>
    /// <param name="costs">One vector a point, all of one length.</param>
    public static double[] Crowding(IReadOnlyList<IReadOnlyList<double>> costs)
    {
        var crowding = new double[costs.Count];
        for (var objective = 0; costs.Count > 0 && objective < costs[0].Count; objective++)
        {
            var order = Enumerable.Range(0, costs.Count).OrderBy(point => costs[point][objective]).ToArray();
            crowding[order[0]] = double.PositiveInfinity;
            crowding[order[^1]] = double.PositiveInfinity;
            var range = costs[order[^1]][objective] - costs[order[0]][objective];
            for (var i = 1; range > 0 && i < order.Length - 1; i++)
            {
                crowding[order[i]] += (costs[order[i + 1]][objective] - costs[order[i - 1]][objective]) / range;
            }
        }

        return crowding;
    }

    /// <summary>
    /// Of two costs, in O(count log count): in the order of the first cost, a point belongs to the first
    /// front whose last point does not dominate it (Jensen 2003).
    /// </summary>
    private static List<List<int>> Planar((double First, double Second)[] costs)
    {
        var fronts = new List<List<int>>();
        foreach (var point in Enumerable.Range(0, costs.Length).OrderBy(point => costs[point].First).ThenBy(point => costs[point].Second))
        {
            var (low, high) = (0, fronts.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                var last = costs[fronts[middle][^1]];
                var dominated = last.Second <= costs[point].Second && last != costs[point];
                (low, high) = dominated ? (middle + 1, high) : (low, middle);
            }

            if (low == fronts.Count)
            {
                fronts.Add([]);
            }

            fronts[low].Add(point);
        }

        fronts.ForEach(front => front.Sort());
        return fronts;
    }

    private static List<List<int>> Peel(List<int>[] dominated, int[] dominators)
    {
        var fronts = new List<List<int>>();
        var front = Enumerable.Range(0, dominators.Length).Where(point => dominators[point] == 0).ToList();
        while (front.Count > 0)
        {
            fronts.Add(front);
            var next = new List<int>();
            foreach (var point in front)
            {
                foreach (var other in dominated[point])
                {
                    if (--dominators[other] == 0)
                    {
                        next.Add(other);
                    }
                }
            }

            next.Sort();
            front = next;
        }

        return fronts;
    }
}
