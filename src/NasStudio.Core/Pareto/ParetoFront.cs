namespace NasStudio.Core.Pareto;

/// <summary>
/// The non-dominated points of two costs (smaller is better), kept while points arrive, with the exact hypervolume against
/// a reference point. O(log n) comparisons to place a point, whose list then shifts in one block; independent of the order
/// of arrival. Each key is added once.
/// </summary>
public sealed class ParetoFront
{
    /// <summary>Ascending first cost, descending second; equal points stand together, ascending key.</summary>
    private readonly List<Point> _points = [];

    /// <summary>Keys of the front, ascending first cost.</summary>
    public IReadOnlyList<int> Keys => _points.ConvertAll(point => point.Key);

    /// <summary>Adds a point with a key; true where it is now on the front (equal points are both).</summary>
    /// <exception cref="ArgumentException">A cost is not a number.</exception>
    public bool Add(int key, double first, double second)
    {
        if (double.IsNaN(first) || double.IsNaN(second))
        {
            throw new ArgumentException($"Point {key} has a cost that is not a number.");
        }

        var point = new Point(first, second, key);
        var index = ~_points.BinarySearch(point);
        if (index < 0)
        {
            throw new ArgumentException($"Point {key} is already on the front.", nameof(key));
        }

        // The point before has the smallest second cost of all that are no worse in the first.
        if (index > 0 && _points[index - 1].Dominates(point))
        {
            return false;
        }

        // What it dominates follows it without a gap: second costs only fall from here on.
        var end = index;
        while (end < _points.Count && point.Dominates(_points[end]))
        {
            end++;
        }

        _points.RemoveRange(index, end - index);
        _points.Insert(index, point);
        return true;
    }

    /// <summary>Area dominated between the front and the reference point; a point counts with what lies inside. O(front).</summary>
    public double Hypervolume(double firstReference, double secondReference)
    {
        var area = 0.0;
        var ceiling = secondReference;
        foreach (var point in _points)
        {
            if (point.First >= firstReference)
            {
                break;
            }

            if (point.Second < ceiling)
            {
                area += (firstReference - point.First) * (ceiling - point.Second);
                ceiling = point.Second;
            }
        }

        return area;
    }

    private readonly record struct Point(double First, double Second, int Key) : IComparable<Point>
    {
        public bool Dominates(Point other) =>
            First <= other.First && Second <= other.Second && (First < other.First || Second < other.Second);

        public int CompareTo(Point other)
        {
            var first = First.CompareTo(other.First);
            var order = first != 0 ? first : Second.CompareTo(other.Second);
            return order != 0 ? order : Key.CompareTo(other.Key);
        }
    }
}
