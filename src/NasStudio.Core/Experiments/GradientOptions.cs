using System.Collections.Immutable;

namespace NasStudio.Core.Experiments;

/// <summary>
/// What becomes of the gradients of a step before the optimiser sees them, in this order: conflicts, values, units; the global
/// norm (<see cref="TrainingOptions.GradientClipping"/>) comes last.
/// </summary>
public sealed record GradientOptions
{
    public const double MaximumValue = 1e6;
    public const double MaximumAdaptive = 100;

    public static readonly ImmutableArray<string> ConflictChoices = ["add", "project"];

    /// <summary>
    /// "add": the gradients of a step's draws are added up; "project": what the other draws' gradient has against that of the
    /// largest is removed before (after NASViT).
    /// </summary>
    public string Conflicts { get; init; } = "add";

    /// <summary>Largest magnitude of a gradient's number; 0: any.</summary>
    public double Value { get; init; }

    /// <summary>
    /// Largest norm of the gradient of an output unit, as a part of the norm of its weights (adaptive gradient clipping, Brock
    /// et al. 2021); 0: any. ElasticViT uses 0.1.
    /// </summary>
    public double Adaptive { get; init; }
}
