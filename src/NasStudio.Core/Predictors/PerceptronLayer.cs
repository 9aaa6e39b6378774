using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Predictors;

/// <summary>One dense layer with its gradients and Adam's moments. A unit's numbers lie together: its weights, its bias, zeros.</summary>
internal sealed class PerceptronLayer
{
    private const double FirstDecay = 0.9;
    private const double SecondDecay = 0.999;

    /// <summary>
    /// Pulls weights to 0 by this part of the rate and step: with more weights than samples, something must. Biases too, for
    /// the targets' mean is 0.
    /// </summary>
    private const double WeightDecay = 0.1;
    private readonly int _inputs;
    private readonly double[][] _units;
    private readonly double[][] _gradients;
    private readonly double[][] _first;
    private readonly double[][] _second;
    private double _firstPower = 1;
    private double _secondPower = 1;

    /// <summary>Weights are normal with variance 2 / inputs (He et al. 2015), biases 0.</summary>
    public PerceptronLayer(int inputs, int outputs, SeededRandom random)
    {
        _inputs = inputs;
        double[][] Zeros() => [.. Enumerable.Range(0, outputs).Select(_ => new double[(inputs + 4) & ~3])];
        (_units, _gradients, _first, _second) = (Zeros(), Zeros(), Zeros(), Zeros());
        foreach (var unit in _units)
        {
            for (var input = 0; input < inputs; input++)
            {
                unit[input] = random.NextGaussian() * Math.Sqrt(2.0 / inputs);
            }
        }
    }

    public int Outputs => _units.Length;

    public void Forward(double[] input, double[] output, bool rectify)
    {
        for (var unit = 0; unit < _units.Length; unit++)
        {
            var sum = Vectors.Dot(input, _units[unit]) + _units[unit][_inputs];
            output[unit] = rectify ? Math.Max(sum, 0) : sum;
        }
    }

    /// <summary>Adds a sample's gradients, given the errors of this layer's outputs before ReLU.</summary>
    public void Accumulate(double[] input, double[] errors)
    {
        for (var unit = 0; unit < _units.Length; unit++)
        {
            if (errors[unit] != 0)
            {
                Vectors.Add(_gradients[unit], errors[unit], input);
                _gradients[unit][_inputs] += errors[unit];
            }
        }
    }

    /// <summary>The errors of the inputs before ReLU, given those of the outputs; an input of 0 was cut off and has none.</summary>
    public void Backward(double[] errors, double[] input, double[] inputErrors)
    {
        Array.Clear(inputErrors);
        for (var unit = 0; unit < _units.Length; unit++)
        {
            Vectors.Add(inputErrors, errors[unit], _units[unit].AsSpan(0, _inputs));
        }

        for (var i = 0; i < inputErrors.Length; i++)
        {
            inputErrors[i] = input[i] > 0 ? inputErrors[i] : 0;
        }
    }

    /// <summary>One step of Adam on the accumulated gradients, which become 0.</summary>
    public void Step(double rate)
    {
        _firstPower *= FirstDecay;
        _secondPower *= SecondDecay;
        var correction = Math.Sqrt(1 - _secondPower) / (1 - _firstPower);
        for (var unit = 0; unit < _units.Length; unit++)
        {
            Descend(_units[unit], _gradients[unit], _first[unit], _second[unit], rate, correction);
            Array.Clear(_gradients[unit]);
        }
    }

    /// <summary>Four numbers at a time, the units being padded to a multiple of four.</summary>
    private static void Descend(double[] units, double[] gradients, double[] firsts, double[] seconds, double rate, double correction)
    {
        var weights = MemoryMarshal.Cast<double, Vector256<double>>(units.AsSpan());
        var slopes = MemoryMarshal.Cast<double, Vector256<double>>(gradients.AsSpan());
        var first = MemoryMarshal.Cast<double, Vector256<double>>(firsts.AsSpan());
        var second = MemoryMarshal.Cast<double, Vector256<double>>(seconds.AsSpan());
        var epsilon = Vector256.Create(1e-8);
        for (var i = 0; i < weights.Length; i++)
        {
            first[i] += (slopes[i] - first[i]) * (1 - FirstDecay);
            second[i] += ((slopes[i] * slopes[i]) - second[i]) * (1 - SecondDecay);
            var step = first[i] * correction / (Vector256.Sqrt(second[i]) + epsilon);
            weights[i] -= (step + (weights[i] * WeightDecay)) * rate;
        }
    }
}
