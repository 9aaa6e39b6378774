namespace NasStudio.Core.Search;

/// <summary>
/// How much a candidate would add to a front, for picking one after the other: each pick joins the front. For two costs the
/// hypervolume it adds, against a reference a tenth of the front's range beyond its nadir. Where that is nothing, and for any
/// other number of costs, how far it is from being dominated (the additive epsilon indicator, Zitzler et al. 2003).
/// </summary>
internal sealed class ExpectedGain
{
    private const double Beyond = 0.1;
    private readonly List<double[]> _front;
    private readonly double[] _reference;
    private readonly List<(double First, double Second)> _steps = [];

    /// <param name="front">At least one vector.</param>
    public ExpectedGain(IReadOnlyList<double[]> front)
    {
        _front = [.. front];
        _reference = [.. front[0].Select((_, cost) =>
        {
            var nadir = front.Max(costs => costs[cost]);
            return nadir + (Beyond * (nadir - front.Min(costs => costs[cost]) + 1e-9));
        })];
        Arrange();
    }

    public void Join(double[] costs)
    {
        _front.Add(costs);
        Arrange();
    }

    /// <summary>Larger is better; any hypervolume comes before none.</summary>
    public (double Hypervolume, double Distance) Of(ReadOnlySpan<double> costs) =>
        (costs.Length == 2 ? Hypervolume(costs[0], costs[1]) : 0, Distance(costs));

    /// <summary>Negative where dominated: by how much every cost would have to fall not to be.</summary>
    public double Distance(ReadOnlySpan<double> costs)
    {
        var nearest = double.PositiveInfinity;
        foreach (var other in _front)
        {
            var most = double.NegativeInfinity;
            for (var cost = 0; cost < costs.Length; cost++)
            {
                most = Math.Max(most, other[cost] - costs[cost]);
            }

            nearest = Math.Min(nearest, most);
        }

        return nearest;
    }

    /// <summary>The area that lies beyond the steps of the front, strip by strip.</summary>
    private double Hypervolume(double first, double second)
    {
        var (area, left, ceiling) = (0.0, first, _reference[1]);
        foreach (var step in _steps)
        {
            var right = Math.Min(step.First, _reference[0]);
            area += Math.Max(0, right - left) * Math.Max(0, ceiling - second);
            (left, ceiling) = (Math.Max(left, right), Math.Min(ceiling, step.Second));
        }

        return area + (Math.Max(0, _reference[0] - left) * Math.Max(0, ceiling - second));
    }

    private void Arrange()
    {
        _steps.Clear();
        if (_reference.Length != 2)
        {
            return;
        }

        var lowest = double.PositiveInfinity;
        foreach (var costs in _front.OrderBy(costs => costs[0]).ThenBy(costs => costs[1]))
        {
            if (costs[1] < lowest)
            {
                _steps.Add((costs[0], costs[1]));
                lowest = costs[1];
            }
        }
    }
}
