using NasStudio.Core.Sampling;
using NasStudio.Torch.Supernets;

namespace NasStudio.Torch.Training.GradientPolicies;

/// <summary>
/// Gradient projection (after NASViT: Gong et al. 2022; PCGrad: Yu et al. 2020, algorithm 1). Where the summed gradient s of
/// the other draws points against that of the largest, l, its part along l is removed:
/// s ← s − (s · l / l · l) l if s · l &lt; 0. The step's gradient is s + l, and then (s + l) · l ≥ 0.
/// </summary>
internal sealed class ConflictProjection(Supernet supernet) : IDisposable
{
    private readonly Gradients _largest = new(supernet);

    /// <summary>The gradient of the step's largest draws.</summary>
    public Gradients Largest => _largest;

    public void Clear() => _largest.Clear();

    /// <summary>Where the gradient of a draw is to be added.</summary>
    public Gradients Of(DrawRole role, Gradients others) => role is DrawRole.Largest ? _largest : others;

    /// <summary>Makes the gradient of the others that of the step.</summary>
    public void Join(Gradients others)
    {
        var product = others.Dot(_largest);
        var square = _largest.Dot(_largest);
        others.Add(_largest, product < 0 && square > 0 ? 1 - (product / square) : 1);
    }

    public void Dispose() => _largest.Dispose();
}
