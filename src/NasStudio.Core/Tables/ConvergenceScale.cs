using NasStudio.Core.Pareto;

namespace NasStudio.Core.Tables;

/// <summary>
/// How far a search has come, against the table's true front of the first two objectives: the exact hypervolume of costs scaled
/// so that the true front's ideal is 0 and its nadir 1, against the reference (1.1, 1.1). Infeasible rows count for nothing.
/// With one objective the front is its best value; 0 is that, 1 the worst feasible row's, and the hypervolume a length.
/// </summary>
public sealed class ConvergenceScale
{
    /// <summary>Of both scaled costs.</summary>
    public const double Reference = 1.1;

    private readonly TableProblem _problem;

    /// <summary>Index of the second cost; the first again where there is one objective, whose front is then its best value.</summary>
    private readonly int _second;

    /// <exception cref="ArgumentException">No row is feasible.</exception>
    public ConvergenceScale(TableProblem problem)
    {
        _problem = problem;
        _second = HasOneObjective ? 0 : 1;
        var front = new ParetoFront();
        List<int> feasible = [.. Enumerable.Range(0, problem.Table.Rows.Length).Where(problem.IsFeasible)];
        foreach (var row in feasible)
        {
            front.Add(row, problem.Cost(row, 0), problem.Cost(row, _second));
        }

        Front = front.Keys;
        if (Front.Count == 0)
        {
            throw new ArgumentException("No row of the table is within the constraints; widen them.", nameof(problem));
        }

        First = Range(HasOneObjective ? feasible : Front, 0);
        Second = HasOneObjective ? First : Range(Front, 1);
        TrueHypervolume = Curve(Front)[^1];
    }

    /// <summary>Whether there is no front to speak of, so that <see cref="Regrets"/> says more than <see cref="Fractions"/>.</summary>
    public bool HasOneObjective => _problem.Objectives.Length == 1;

    /// <summary>Indices of the rows of the true front, ascending cost of the first objective.</summary>
    public IReadOnlyList<int> Front { get; }

    /// <summary>Costs of the first objective.</summary>
    public CostRange First { get; }

    /// <summary>Costs of the second objective.</summary>
    public CostRange Second { get; }

    /// <summary>Of the scaled true front; at most 1.21, of one objective 1.1.</summary>
    public double TrueHypervolume { get; }

    /// <summary>Fraction of the true hypervolume after 1, 2, 3, … of these rows.</summary>
    public double[] Fractions(IEnumerable<int> rows) => [.. Curve(rows).Select(area => area / TrueHypervolume)];

    /// <summary>
    /// The best first cost after 1, 2, 3, … of these rows, less the table's best; before any is feasible, that of the worst
    /// feasible row.
    /// </summary>
    public double[] Regrets(IEnumerable<int> rows)
    {
        var best = First.Nadir;
        return [.. rows.Select(row => (best = _problem.IsFeasible(row) ? Math.Min(best, _problem.Cost(row, 0)) : best) - First.Ideal)];
    }

    private List<double> Curve(IEnumerable<int> rows)
    {
        var front = new ParetoFront();
        var curve = new List<double>();
        var area = 0.0;
        foreach (var row in rows)
        {
            if (_problem.IsFeasible(row) && front.Add(row, First.Scale(_problem.Cost(row, 0)), Second.Scale(_problem.Cost(row, _second))))
            {
                area = front.Hypervolume(Reference, Reference);
                area = HasOneObjective ? Math.Sqrt(area) : area;
            }

            curve.Add(area);
        }

        return curve;
    }

    private CostRange Range(IReadOnlyList<int> rows, int objective)
    {
        var costs = rows.Select(row => _problem.Cost(row, objective)).ToList();
        return new CostRange(costs.Min(), costs.Max());
    }
}

/// <summary>One cost of the true front. Where all its points share it, one unit stands for the range.</summary>
public sealed record CostRange(double Ideal, double Nadir)
{
    private double Length => Nadir > Ideal ? Nadir - Ideal : 1;

    /// <summary>0 at the ideal, 1 at the nadir.</summary>
    public double Scale(double cost) => (cost - Ideal) / Length;

    /// <summary>The reference point's cost.</summary>
    public double Reference => Ideal + (ConvergenceScale.Reference * Length);
}
