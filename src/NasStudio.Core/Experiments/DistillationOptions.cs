using System.Collections.Immutable;

namespace NasStudio.Core.Experiments;

/// <summary>How a draw learns from the class probabilities of the step's teachers (in-place distillation).</summary>
/// <param name="Divergence">"cross-entropy" with the teacher's probabilities; "alpha": the adaptive α-divergence of AlphaNet.</param>
public sealed record DistillationOptions(string Divergence = "cross-entropy")
{
    public const double MaximumAlpha = 8;
    public const double MinimumClip = 1;
    public const double MaximumClip = 1e6;

    public static readonly ImmutableArray<string> Divergences = ["cross-entropy", "alpha"];

    /// <summary>Of "alpha": for each image, whichever of the two α gives the larger divergence.</summary>
    public double AlphaMinimum { get; init; } = -1;

    public double AlphaMaximum { get; init; } = 1;

    /// <summary>Of "alpha": largest importance (p / q)^α of a class, where α is not 1.</summary>
    public double Clip { get; init; } = 5;

    /// <summary>Weight of the labels in a pupil's loss; the teachers have the rest.</summary>
    public double Labels { get; init; }
}
