using System.Numerics;
using System.Runtime.InteropServices;
using NasStudio.Torch.Supernets;
using NasStudio.Torch.Training.Checkpoints;

namespace NasStudio.Torch.Training.Optimizers;

/// <summary>
/// Stochastic gradient descent with momentum (Sutskever et al. 2013, as PyTorch counts it: the learning rate is outside of
/// the momentum), the weight decay added to the gradient; one pass over the memory of each parameter that has a gradient.
/// </summary>
internal sealed class Sgd(Supernet supernet, WeightDecay weightDecay, double momentum, bool nesterov) : IOptimizer
{
    private const string VelocityName = "sgd/velocity";
    private readonly float[] _velocity = new float[supernet.Elements];

    public void Step(Gradients gradients, double learningRate, double scale)
    {
        var values = MemoryMarshal.Cast<byte, float>(supernet.Buffer.bytes);
        for (var i = 0; i < supernet.Parameters.Count; i++)
        {
            if (!gradients.IsPresent(i))
            {
                continue;
            }

            var stored = supernet.Parameters[i];
            Step(
                MemoryMarshal.Cast<float, Vector<float>>(values.Slice(stored.Start, stored.Span)),
                MemoryMarshal.Cast<float, Vector<float>>(gradients.Floats.Slice(stored.Start, stored.Span)),
                MemoryMarshal.Cast<float, Vector<float>>(_velocity.AsSpan(stored.Start, stored.Span)),
                new Factors((float)scale, (float)weightDecay.Of(stored), (float)learningRate));
        }
    }

    public void Save(TrainingCheckpoint checkpoint) => checkpoint.Tensors.Add(VelocityName, new([_velocity.Length], [.. _velocity]));

    public void Load(TrainingCheckpoint checkpoint) => checkpoint.CopyTo(VelocityName, _velocity);

    private void Step(Span<Vector<float>> values, ReadOnlySpan<Vector<float>> gradients, Span<Vector<float>> velocities, Factors factors)
    {
        var inertia = (float)momentum;
        for (var i = 0; i < values.Length; i++)
        {
            var gradient = (gradients[i] * factors.Scale) + (values[i] * factors.Decay);
            var velocity = (velocities[i] * inertia) + gradient;
            velocities[i] = velocity;
            values[i] -= (nesterov ? gradient + (velocity * inertia) : velocity) * factors.Rate;
        }
    }

    private readonly record struct Factors(float Scale, float Decay, float Rate);
}
