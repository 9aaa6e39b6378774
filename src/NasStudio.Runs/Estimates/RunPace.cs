namespace NasStudio.Runs.Estimates;

/// <summary>What one run measured of the machine it ran on, so that the next one can be estimated.</summary>
/// <param name="Machine">Name of the processor.</param>
/// <param name="Source">The experiment that measured it.</param>
/// <param name="Space">The search space that it trained.</param>
public sealed record RunPace(DateTimeOffset Measured, string Machine, string Source, string Space)
{
    /// <summary>Seconds for 10⁹ multiply-accumulates of the forward passes of training steps; backward passes and the optimiser's step are within.</summary>
    public StagePace? Training { get; init; }

    /// <summary>Seconds for 10⁹ multiply-accumulates of recalibration and evaluation.</summary>
    public StagePace? Accuracy { get; init; }

    /// <summary>Seconds to measure the latency of one subnet in a search.</summary>
    public StagePace? Latency { get; init; }

    /// <summary>Seconds for 10⁹ multiply-accumulates of one image of a candidate that is scored untrained.</summary>
    public StagePace? Scoring { get; init; }

    /// <summary>Seconds of the run that were none of these: start, images, the strategy's own work, files.</summary>
    public double OtherSeconds { get; init; }

    /// <summary>Memory of the worker before it had read anything, in bytes: libraries and runtime.</summary>
    public long RuntimeBytes { get; init; }

    /// <summary>What was counted for the run's memory without the libraries (<see cref="SpaceEstimate.CountedBytes"/>), to compare.</summary>
    public double CountedBytes { get; init; }

    /// <summary>The most memory that the worker had at any moment, in bytes.</summary>
    public long PeakBytes { get; init; }

    /// <summary>How many times what was counted the run had beside the libraries; null where that was not measured.</summary>
    public double? MemoryFactor => CountedBytes > 0 && PeakBytes > RuntimeBytes ? (PeakBytes - RuntimeBytes) / CountedBytes : null;
}
