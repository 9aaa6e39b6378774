namespace NasStudio.Core.Pareto;

/// <summary>
/// The non-dominated points of two costs (smaller is better), kept while points arrive, with the exact hypervolume against
/// a reference point. O(log n) comparisons to place a point; independent of the order of arrival. Each key is added once.
/// </summary>
public sealed class ParetoFront
{
    /// <summary>Ascending first cost, descending second; equal points stand together, ascending key.</summary>
    private readonly FrontPoints _points = new();

    /// <summary>Keys of the front, ascending first cost.</summary>
    public IReadOnlyList<int> Keys => [.. _points.Blocks.SelectMany(block => block, (_, point) => point.Key)];

    /// <summary>Adds a point with a key; true where it is now on the front (equal points are both).</summary>
    /// <exception cref="ArgumentException">A cost is not a number.</exception>
    public bool Add(int key, double first, double second)
    {
        if (double.IsNaN(first) || double.IsNaN(second))
        {
            throw new ArgumentException($"Point {key} has a cost that is not a number.");
        }

        var point = new FrontPoint(first, second, key);
        var place = _points.Find(point, out var found);
        if (found)
        {
            throw new ArgumentException($"Point {key} is already on the front.", nameof(key));
        }

        // The point before has the smallest second cost of all that are no worse in the first.
        if (_points.Before(place) is { } before && before.Dominates(point))
        {
            return false;
        }

        // What it dominates follows it without a gap: second costs only fall from here on.
        _points.Replace(place, point);
        return true;
    }

    /// <summary>Area dominated between the front and the reference point; a point counts with what lies inside. O(front).</summary>
    public double Hypervolume(double firstReference, double secondReference)
    {
        var area = 0.0;
        var ceiling = secondReference;
        foreach (var block in _points.Blocks)
        {
            foreach (var point in block)
            {
                if (point.First >= firstReference)
                {
                    return area;
                }

                if (point.Second < ceiling)
                {
                    area += (firstReference - point.First) * (ceiling - point.Second);
                    ceiling = point.Second;
                }
            }
        }

        return area;
    }
}
