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
            var planar = new Ranked[points.Count];
            for (var point = 0; point < planar.Length; point++)
            {
                var pair = costs(points[point]);
                planar[point] = new Ranked(pair[0], pair[1], point);
            }

            return Planar(planar);
        }

        return Fronts(points.Count, (first, second) => Dominance.Dominates(
            costs(points[first]), violation(points[first]), costs(points[second]), violation(points[second])));
    }

    /// <summary>
    /// Crowding distance of each point of one front: over the costs, the sum of the gap between its two neighbours as a part
    /// of the front's range; infinite at the ends. Ties are broken by position, so the result is deterministic.
    /// </summary>
    /// <param name="costs">One vector a point, all of one length.</param>
    public static double[] Crowding(IReadOnlyList<IReadOnlyList<double>> costs) =>
        Crowding(costs.Count, costs.Count == 0 ? 0 : costs[0].Count, (point, cost) => costs[point][cost]);

    /// <summary>Positions 0..count−1 of the members of one front, descending crowding distance; equal ones keep their order.</summary>
    /// <param name="objectives">Costs of a member.</param>
    /// <param name="costOf">One cost of a member.</param>
    internal static int[] LeastCrowdedFirst(int count, int objectives, Func<int, int, double> costOf)
    {
        var crowding = Crowding(count, objectives, costOf);
        var order = new Ranked[count];
        for (var point = 0; point < count; point++)
        {
            order[point] = new Ranked(-crowding[point], 0, point);
        }

        Array.Sort(order);
        return Array.ConvertAll(order, ranked => ranked.Index);
    }

    private static double[] Crowding(int count, int objectives, Func<int, int, double> costOf)
    {
        var crowding = new double[count];
        var order = new Ranked[count];
        for (var objective = 0; count > 0 && objective < objectives; objective++)
        {
            for (var point = 0; point < count; point++)
            {
                order[point] = new Ranked(costOf(point, objective), 0, point);
            }

            Array.Sort(order);
            crowding[order[0].Index] = double.PositiveInfinity;
            crowding[order[^1].Index] = double.PositiveInfinity;
            var range = order[^1].First - order[0].First;
            for (var i = 1; range > 0 && i < order.Length - 1; i++)
            {
                crowding[order[i].Index] += (order[i + 1].First - order[i - 1].First) / range;
            }
        }

        return crowding;
    }

    /// <summary>
    /// Of two costs, in O(count log count): in the order of the first cost, a point belongs to the first
    /// front whose last point does not dominate it (Jensen 2003).
    /// </summary>
    private static List<List<int>> Planar(Ranked[] points)
    {
        var fronts = new List<List<int>>();
        var lasts = new List<Ranked>();
        Array.Sort(points);
        foreach (var point in points)
        {
            var (low, high) = (0, fronts.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = lasts[middle].Dominates(point) ? (middle + 1, high) : (low, middle);
            }

            if (low == fronts.Count)
            {
                fronts.Add([]);
                lasts.Add(point);
            }

            fronts[low].Add(point.Index);
            lasts[low] = point;
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

    /// <summary>A point in the order of its costs; of equal ones the earlier first, so that sorting is deterministic.</summary>
    private readonly record struct Ranked(double First, double Second, int Index) : IComparable<Ranked>
    {
        /// <summary>Of a point that comes later in this order: it has no smaller first cost.</summary>
        public bool Dominates(Ranked later) => Second <= later.Second && (Second != later.Second || First != later.First);

        public int CompareTo(Ranked other)
        {
            var first = First.CompareTo(other.First);
            var order = first != 0 ? first : Second.CompareTo(other.Second);
            return order != 0 ? order : Index.CompareTo(other.Index);
        }
    }
}
