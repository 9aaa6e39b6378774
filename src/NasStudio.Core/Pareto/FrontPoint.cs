namespace NasStudio.Core.Pareto;

/// <summary>Two costs and whose they are; ordered by the first cost, the second, the key.</summary>
internal readonly record struct FrontPoint(double First, double Second, int Key) : IComparable<FrontPoint>
{
    public bool Dominates(FrontPoint other) =>
        First <= other.First && Second <= other.Second && (First < other.First || Second < other.Second);

    public int CompareTo(FrontPoint other)
    {
        var first = First.CompareTo(other.First);
        var order = first != 0 ? first : Second.CompareTo(other.Second);
        return order != 0 ? order : Key.CompareTo(other.Key);
    }
}
