using System.Collections.Immutable;

namespace NasStudio.Core.Search;

/// <summary>Names of numbers that are known of an architecture without training it, each an <see cref="IArchitectureFeatures"/> may give.</summary>
public static class ArchitectureMetrics
{
    public const string Macs = "macs";
    public const string Parameters = "parameters";

    /// <summary>Counted from the network alone; every other metric has to beat them.</summary>
    public static readonly ImmutableArray<string> Counted = [Macs, Parameters];

    /// <summary>Measured on a freshly initialised network and one small batch (Abdelfattah et al. 2021; Mellor et al. 2021).</summary>
    public static readonly ImmutableArray<string> TrainingFree = ["fisher", "grad_norm", "grasp", "jacob_cov", "naswot", "snip", "synflow"];

    public static readonly ImmutableArray<string> All = [.. Counted, .. TrainingFree];
}
