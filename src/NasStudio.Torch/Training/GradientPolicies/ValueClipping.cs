using System.Numerics;
using System.Runtime.InteropServices;

namespace NasStudio.Torch.Training.GradientPolicies;

/// <summary>Each number of the gradient within −limit and limit (AttentiveNAS: 1).</summary>
internal sealed class ValueClipping(float limit) : IGradientClipping
{
    public void Apply(Gradients gradients)
    {
        var most = new Vector<float>(limit);
        foreach (ref var vector in MemoryMarshal.Cast<float, Vector<float>>(gradients.Floats))
        {
            vector = Vector.Max(Vector.Min(vector, most), -most);
        }
    }
}
