using System.Collections.Immutable;

namespace NasStudio.Torch.TrainingFree;

/// <summary>All training-free metrics by name: one line of registration each.</summary>
internal static class TrainingFreeMetrics
{
    public static readonly ImmutableSortedDictionary<string, ITrainingFreeMetric> All = new Dictionary<string, ITrainingFreeMetric>(StringComparer.Ordinal)
    {
        ["fisher"] = new FisherMetric(),
        ["grad_norm"] = new GradientNormMetric(),
        ["grasp"] = new GraspMetric(),
        ["jacob_cov"] = new JacobianCovarianceMetric(),
        ["naswot"] = new NaswotMetric(),
        ["snip"] = new SnipMetric(),
        ["synflow"] = new SynflowMetric(),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
