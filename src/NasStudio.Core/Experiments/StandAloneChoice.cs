namespace NasStudio.Core.Experiments;

/// <summary>Which evaluated subnets are trained alone: up to half of them from the front, the others spread over the MACs, both evenly.</summary>
public static class StandAloneChoice
{
    /// <summary>Indices into the subnets, ascending MACs.</summary>
    /// <param name="macs">Of each subnet.</param>
    /// <param name="front">Indices of the front.</param>
    /// <param name="count">How many; all where there are fewer.</param>
    public static IReadOnlyList<int> Of(IReadOnlyList<double> macs, IReadOnlyList<int> front, int count)
    {
        var ofTheFront = Spread([.. front.OrderBy(index => macs[index])], Math.Min(front.Count, count / 2));
        var others = Enumerable.Range(0, macs.Count).Except(ofTheFront).OrderBy(index => macs[index]).ToList();
        return [.. ofTheFront.Concat(Spread(others, Math.Min(others.Count, count - ofTheFront.Count))).OrderBy(index => macs[index])];
    }

    /// <summary>So many in equal steps, both ends among them.</summary>
    private static List<int> Spread(List<int> ordered, int count) => count switch
    {
        0 => [],
        1 => [ordered[ordered.Count / 2]],
        _ => [.. Enumerable.Range(0, count).Select(step => ordered[(int)((long)step * (ordered.Count - 1) / (count - 1))])],
    };
}
