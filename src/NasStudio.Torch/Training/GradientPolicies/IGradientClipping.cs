using NasStudio.Core.Experiments;
using NasStudio.Torch.Supernets;

namespace NasStudio.Torch.Training.GradientPolicies;

/// <summary>Bounds the summed gradients of a step, in place.</summary>
internal interface IGradientClipping
{
    void Apply(Gradients gradients);
}

internal static class GradientClippings
{
    /// <summary>Those that the options switch on, in the order in which they apply. The global norm is the optimiser's scale.</summary>
    public static IGradientClipping[] Of(GradientOptions options, Supernet supernet) =>
    [
        .. options.Value > 0 ? [new ValueClipping((float)options.Value)] : Array.Empty<IGradientClipping>(),
        .. options.Adaptive > 0 ? [new AdaptiveClipping(supernet, options.Adaptive)] : Array.Empty<IGradientClipping>(),
    ];
}
