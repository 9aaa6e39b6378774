using System.Collections.Immutable;
using NasStudio.Core.Statistics;
using NasStudio.Runs.Experiments;

namespace NasStudio.Web.Comparisons;

/// <summary>One series of a comparison.</summary>
/// <param name="Letter">A for the first experiment, whose box is that of all.</param>
/// <param name="Front">In the plane that all experiments share; empty where there is none, ascending along x.</param>
/// <param name="Baseline">Subnets that random search asked for.</param>
/// <param name="Curve">Hypervolume over evaluations in the first experiment's box; null where boxes cannot be compared.</param>
/// <param name="Random">The same of random search; null where there is none, or none in that box.</param>
/// <param name="FrontHypervolume">Of everything that was evaluated, in the first experiment's box.</param>
public sealed record ComparedExperiment(
    string Letter,
    ComparisonSource Source,
    ImmutableArray<ComparedPoint> Front,
    ImmutableArray<ComparedPoint> Baseline,
    ComparedCurve? Curve,
    ComparedCurve? Random,
    double? FrontHypervolume)
{
    public Guid Id => Source.Experiment.Id;

    public string Name => Source.Experiment.Name;

    public RunState State => Source.Run?.Run.State ?? RunState.Draft;

    public int Evaluations => Source.Run?.Subnets.Length ?? 0;
}

/// <summary>One subnet in the plane of a comparison.</summary>
public sealed record ComparedPoint(string Id, double X, double Y);

/// <summary>Hypervolume after 1, 2, 3, … evaluations over the seeds that came farthest.</summary>
/// <param name="Low">Lowest of the seeds.</param>
/// <param name="Ends">At the last evaluation, seed by seed.</param>
public sealed record ComparedCurve(ImmutableArray<double> Low, ImmutableArray<double> Median, ImmutableArray<double> High, ImmutableArray<double> Ends)
{
    public double Mean => Ends.Average();

    /// <summary>95 % of the mean over the seeds (Student's t); null for one seed.</summary>
    public ConfidenceInterval? Interval => Ends.Length > 1 ? PairedDifference.Between(Ends.AsSpan(), new double[Ends.Length]) : null;

    /// <summary>Null where no curve has a point.</summary>
    public static ComparedCurve? Of(IEnumerable<ImmutableArray<double>> curves)
    {
        var all = curves.Where(curve => !curve.IsDefaultOrEmpty).ToList();
        if (all.Count == 0)
        {
            return null;
        }

        var length = all.Max(curve => curve.Length);
        var sorted = Enumerable.Range(0, length)
            .Select(index => all.Where(curve => curve.Length == length).Select(curve => curve[index]).Order().ToArray()).ToList();
        return new(
            [.. sorted.Select(values => values[0])],
            [.. sorted.Select(values => values[values.Length / 2])],
            [.. sorted.Select(values => values[^1])],
            [.. all.Where(curve => curve.Length == length).Select(curve => curve[^1])]);
    }
}
