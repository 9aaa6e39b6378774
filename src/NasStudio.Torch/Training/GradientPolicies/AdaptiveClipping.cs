using System.Numerics;
using System.Runtime.InteropServices;
using NasStudio.Torch.Supernets;

namespace NasStudio.Torch.Training.GradientPolicies;

/// <summary>
/// Adaptive gradient clipping (Brock et al. 2021, equation 3): the gradient of an output unit is at most a part of the norm of
/// its weights. A unit is an index of the first axis; a vector (norm, bias) is one unit. Of an elastic weight the unit is that
/// of the widest, whatever the step's draws used of it.
/// </summary>
/// <param name="part">Largest norm of a gradient as a part of that of the weights.</param>
internal sealed class AdaptiveClipping(Supernet supernet, double part) : IGradientClipping
{
    /// <summary>Weights of zero could not leave it otherwise.</summary>
    private const double SmallestWeightNorm = 1e-3;
    private const double SmallestGradientNorm = 1e-6;

    public void Apply(Gradients gradients)
    {
        var weights = MemoryMarshal.Cast<byte, float>(supernet.Buffer.bytes);
        for (var i = 0; i < supernet.Parameters.Count; i++)
        {
            if (!gradients.IsPresent(i))
            {
                continue;
            }

            var stored = supernet.Parameters[i];
            var units = stored.Sizes.Length > 1 ? (int)stored.Sizes[0] : 1;
            var size = stored.Elements / units;
            for (var unit = 0; unit < units; unit++)
            {
                var start = stored.Start + (unit * size);
                Clip(gradients.Floats.Slice(start, size), weights.Slice(start, size));
            }
        }
    }

    private void Clip(Span<float> gradient, ReadOnlySpan<float> weights)
    {
        var norm = Norm(gradient);
        var most = part * Math.Max(Norm(weights), SmallestWeightNorm);
        if (norm <= most)
        {
            return;
        }

        var factor = (float)(most / Math.Max(norm, SmallestGradientNorm));
        foreach (ref var value in gradient)
        {
            value *= factor;
        }
    }

    private static double Norm(ReadOnlySpan<float> values)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var sum = Vector<float>.Zero;
        foreach (var vector in vectors)
        {
            sum += vector * vector;
        }

        double total = Vector.Sum(sum);
        foreach (var value in values[(vectors.Length * Vector<float>.Count)..])
        {
            total += value * value;
        }

        return Math.Sqrt(total);
    }
}
