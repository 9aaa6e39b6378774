using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using NasStudio.Torch.Supernets;
using NasStudio.Torch.Training.Checkpoints;

namespace NasStudio.Torch.Training.Optimizers;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov, Hutter 2019, algorithm 2), one pass over the memory of each parameter that
/// has a gradient. The vectors' sizes divide the alignment of the parameters.
/// </summary>
internal sealed class AdamW(Supernet supernet, WeightDecay weightDecay) : IOptimizer
{
    private const string FirstName = "adamw/first";
    private const string SecondName = "adamw/second";
    private const string StepsName = "adamw.steps";
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const float Epsilon = 1e-8f;
    private readonly float[] _firstMoments = new float[supernet.Elements];
    private readonly float[] _secondMoments = new float[supernet.Elements];

    /// <summary>Steps that moved each parameter, for the correction of the moments' bias.</summary>
    private readonly int[] _steps = new int[supernet.Parameters.Count];

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
            var step = ++_steps[i];
            var decay = 1 - (learningRate * weightDecay.Of(stored));
            var rate = learningRate / (1 - Math.Pow(Beta1, step));
            var correction = 1 / Math.Sqrt(1 - Math.Pow(Beta2, step));
            Step(
                values.Slice(stored.Start, stored.Span),
                gradients.Floats.Slice(stored.Start, stored.Span),
                _firstMoments.AsSpan(stored.Start, stored.Span),
                _secondMoments.AsSpan(stored.Start, stored.Span),
                new Factors((float)scale, (float)decay, (float)rate, (float)correction));
        }
    }

    public void Save(TrainingCheckpoint checkpoint)
    {
        checkpoint.Tensors.Add(FirstName, new([_firstMoments.Length], [.. _firstMoments]));
        checkpoint.Tensors.Add(SecondName, new([_secondMoments.Length], [.. _secondMoments]));
        checkpoint.Words.Add(StepsName, string.Join(',', _steps.Select(step => step.ToString(CultureInfo.InvariantCulture))));
    }

    /// <exception cref="InvalidDataException">The state is of another optimiser or supernet.</exception>
    public void Load(TrainingCheckpoint checkpoint)
    {
        var steps = checkpoint.Word(StepsName).Split(',');
        if (steps.Length != _steps.Length)
        {
            throw new InvalidDataException($"The checkpoint's optimiser moved {steps.Length} parameters, this supernet has {_steps.Length}.");
        }

        checkpoint.CopyTo(FirstName, _firstMoments);
        checkpoint.CopyTo(SecondName, _secondMoments);
        for (var i = 0; i < steps.Length; i++)
        {
            _steps[i] = int.Parse(steps[i], NumberStyles.None, CultureInfo.InvariantCulture);
        }
    }

    private static void Step(Span<float> values, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second, Factors factors)
    {
        var value = MemoryMarshal.Cast<float, Vector<float>>(values);
        var gradient = MemoryMarshal.Cast<float, Vector<float>>(gradients);
        var mean = MemoryMarshal.Cast<float, Vector<float>>(first);
        var variance = MemoryMarshal.Cast<float, Vector<float>>(second);
        for (var i = 0; i < value.Length; i++)
        {
            var g = gradient[i] * factors.Scale;
            var m = (mean[i] * (float)Beta1) + (g * (float)(1 - Beta1));
            var v = (variance[i] * (float)Beta2) + (g * g * (float)(1 - Beta2));
            (mean[i], variance[i]) = (m, v);
            var deviation = (Vector.SquareRoot(v) * factors.Correction) + new Vector<float>(Epsilon);
            value[i] = (value[i] * factors.Decay) - (m / deviation * factors.Rate);
        }
    }

    private readonly record struct Factors(float Scale, float Decay, float Rate, float Correction);
}
