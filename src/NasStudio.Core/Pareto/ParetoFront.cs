namespace NasStudio.Core.Pareto;

/// <summary>
/// The non-dominated points of two costs (smaller is better), kept while points arrive, with the exact hypervolume against
/// a reference point. O(log n) to place a point plus the points it removes.
/// </summary>
public sealed class ParetoFront
{
    /// <summary>Adds a point with a key; true where it is now on the front (equal points are both).</summary>
    public bool Add(int key, double first, double second) => throw new NotImplementedException($"{key}{first}{second}");

    /// <summary>Keys of the front, ascending first cost.</summary>
    public IReadOnlyList<int> Keys => throw new NotImplementedException();

    /// <summary>Area dominated between the front and the reference point.</summary>
    public double Hypervolume(double firstReference, double secondReference) => throw new NotImplementedException($"{firstReference}{secondReference}");
}
