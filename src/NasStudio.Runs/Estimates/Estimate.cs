using System.Collections.Immutable;

namespace NasStudio.Runs.Estimates;

/// <summary>What an experiment will take, as ranges, each with where it comes from.</summary>
/// <param name="Time">Seconds; null where it was not measured yet, or is not estimated: <paramref name="NoTime"/> says why.</param>
/// <param name="Memory">Bytes of the worker at its peak.</param>
/// <param name="Disk">Bytes that the run leaves behind.</param>
/// <param name="NoTime">Why there is no time; null where there is one.</param>
/// <param name="CanBeMeasured">Whether a short run on this machine would give the time.</param>
public sealed record Estimate(EstimateRange? Time, EstimateRange? Memory, EstimateRange? Disk, string? NoTime, bool CanBeMeasured);

/// <param name="Parts">What it is the sum of, largest first.</param>
/// <param name="Basis">Where it comes from, in a sentence.</param>
public sealed record EstimateRange(double Low, double High, ImmutableArray<EstimatePart> Parts, string Basis);

/// <param name="Name">As on the screen.</param>
public sealed record EstimatePart(string Name, double Low, double High);
