using System.Collections.Immutable;

namespace NasStudio.Runs.Experiments;

/// <summary>What a list shows of a run's results, kept with the run so that a list reads no evaluations.</summary>
/// <param name="BestAccuracy">Validation split, fraction, of the feasible subnets; null before the first one and where a table is searched.</param>
/// <param name="Hypervolume">Fraction of the box after the newest subnet.</param>
/// <param name="Curve">Hypervolume over evaluations at evenly spaced places, at most <see cref="CurvePoints"/>, the newest one last.</param>
public sealed record RunDigest(double? BestAccuracy, double Hypervolume, ImmutableArray<double> Curve)
{
    /// <summary>As many as a line of 96 pixels can show.</summary>
    public const int CurvePoints = 32;
}
