using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace NasStudio.Benchmarks;

/// <summary>A downloaded network in ONNX Runtime, read by nothing but the file contract: input, logits, metadata.</summary>
public sealed class OnnxNetwork : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly int[] _image;
    private readonly float[] _mean;
    private readonly float[] _deviation;

    public OnnxNetwork(byte[] model)
    {
        _session = new InferenceSession(model);
        _image = _session.InputMetadata["input"].Dimensions[1..];
        _mean = Numbers("nasstudio.mean");
        _deviation = Numbers("nasstudio.std");
        Classes = _session.ModelMetadata.CustomMetadataMap["nasstudio.classes"].Split(',').Length;
    }

    public int Classes { get; }

    /// <summary>Numbers in one image: channels × height × width.</summary>
    public int ImageLength => _image.Aggregate((all, size) => all * size);

    /// <summary>Logits [count, classes] of pixels [count, channels, height, width] that are already normalised.</summary>
    public float[] Run(float[] pixels, int count)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(pixels, [count, .. _image.Select(size => (long)size)]);
        using var outputs = _session.Run(_options, new Dictionary<string, OrtValue> { ["input"] = input }, ["logits"]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>Part of the images whose largest logit is at their label.</summary>
    /// <param name="pixels">Bytes [count, channels, height, width].</param>
    public double Accuracy(byte[] pixels, byte[] labels)
    {
        const int Batch = 500;
        var correct = 0;
        for (var start = 0; start < labels.Length; start += Batch)
        {
            var count = Math.Min(Batch, labels.Length - start);
            var logits = Run(Normalize(pixels.AsSpan(start * ImageLength, count * ImageLength)), count);
            for (var i = 0; i < count; i++)
            {
                ReadOnlySpan<float> image = logits.AsSpan(i * Classes, Classes);
                correct += image.IndexOf(System.Numerics.Tensors.TensorPrimitives.Max(image)) == labels[start + i] ? 1 : 0;
            }
        }

        return (double)correct / labels.Length;
    }

    public void Dispose()
    {
        _options.Dispose();
        _session.Dispose();
    }

    private float[] Normalize(ReadOnlySpan<byte> pixels)
    {
        var plane = _image[1] * _image[2];
        var numbers = new float[pixels.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            var channel = i / plane % _mean.Length;
            numbers[i] = ((pixels[i] / 255f) - _mean[channel]) / _deviation[channel];
        }

        return numbers;
    }

    private float[] Numbers(string key) =>
        Array.ConvertAll(_session.ModelMetadata.CustomMetadataMap[key].Split(','), text => float.Parse(text, CultureInfo.InvariantCulture));
}
