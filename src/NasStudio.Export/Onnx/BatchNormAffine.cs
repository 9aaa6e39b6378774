using NasStudio.Core.Networks;
using NasStudio.Export.Weights;

namespace NasStudio.Export.Onnx;

/// <summary>A batch norm with fixed statistics: y = Scale · x + Shift, channel by channel. A scale may be 0.</summary>
internal sealed record BatchNormAffine(double[] Scale, double[] Shift)
{
    public static BatchNormAffine Of(Layer layer, IReadOnlyDictionary<string, FloatTensor> weights)
    {
        var epsilon = ((Operation.BatchNorm)layer.Operation).Epsilon;
        var weight = weights[$"{layer.Name}.weight"].Values;
        var bias = weights[$"{layer.Name}.bias"].Values;
        var mean = weights[$"{layer.Name}.mean"].Values;
        var variance = weights[$"{layer.Name}.var"].Values;
        var scale = new double[weight.Length];
        var shift = new double[weight.Length];
        for (var i = 0; i < scale.Length; i++)
        {
            scale[i] = weight[i] / Math.Sqrt(variance[i] + epsilon);
            shift[i] = bias[i] - (mean[i] * scale[i]);
        }

        return new BatchNormAffine(scale, shift);
    }

    /// <summary>The weight [out, …] of the layer before, so that its outputs come scaled.</summary>
    public float[] ScaleRows(FloatTensor weight)
    {
        var row = weight.Values.Length / Scale.Length;
        return [.. weight.Values.Select((value, i) => (float)(value * Scale[i / row]))];
    }

    /// <summary>The bias [out] of the layer before, so that its outputs come scaled and shifted.</summary>
    public float[] ScaleBias(float[]? bias) => [.. Shift.Select((shift, i) => (float)(shift + (Scale[i] * (bias?[i] ?? 0))))];
}
