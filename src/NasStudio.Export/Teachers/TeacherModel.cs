using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace NasStudio.Export.Teachers;

/// <summary>
/// A classifier in ONNX Runtime: one input float32 [batch, C, H, W], one output of logits [batch, classes]. A subnet of this
/// product says how it wants its pixels normalised; any other model is given them as the training has them. One call at a time.
/// </summary>
public sealed class TeacherModel : IDisposable
{
    private readonly InferenceSession _session;
    private readonly TeacherImages _images;
    private readonly double _temperature;
    private readonly int? _batch;
    private readonly float[] _factor;
    private readonly float[] _offset;

    /// <exception cref="InvalidDataException">It is no model that can teach.</exception>
    public TeacherModel(string path, double temperature, TeacherImages images)
    {
        _batch = TeacherGraph.FactsOf(path).Batch;
        (_session, _temperature, _images) = (Load(path), temperature, images);
        try
        {
            var (mean, deviation) = (Numbers("nasstudio.mean"), Numbers("nasstudio.std"));
            _factor = [.. images.Deviation.Select((own, channel) => deviation is null ? 1 : own / deviation[channel])];
            _offset = [.. images.Mean.Select((own, channel) => mean is null || deviation is null ? 0 : (own - mean[channel]) / deviation[channel])];
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    /// <summary>Class probabilities [batch, classes], one row behind the other.</summary>
    /// <param name="images">Normalised as the training has them, [batch, C, H, W].</param>
    public float[] Probabilities(ReadOnlySpan<float> images)
    {
        var count = images.Length / _images.Size;
        var pixels = new float[images.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            var channel = i / _images.Plane % _images.Channels;
            pixels[i] = (images[i] * _factor[channel]) + _offset[channel];
        }

        var atOnce = _batch ?? count;
        var probabilities = new List<float>();
        for (var start = 0; start < count; start += atOnce)
        {
            probabilities.AddRange(Logits(pixels.AsMemory(start * _images.Size, atOnce * _images.Size), atOnce));
        }

        var rows = probabilities.ToArray();
        for (var row = 0; row < count; row++)
        {
            Soften(rows.AsSpan(row * (rows.Length / count), rows.Length / count));
        }

        return rows;
    }

    public void Dispose() => _session.Dispose();

    private static InferenceSession Load(string path)
    {
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        try
        {
            return new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InvalidDataException($"it is no model that ONNX Runtime can load ({error.Message.Split('\n')[0].Trim()}); use another file.", error);
        }
    }

    private float[] Logits(Memory<float> pixels, int count)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, pixels, [count, _images.Channels, _images.Height, _images.Width]);
        using var options = new RunOptions();
        using var outputs = _session.Run(options, [_session.InputNames[0]], [input], [_session.OutputNames[0]]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>Softmax at the temperature, in place.</summary>
    private void Soften(Span<float> row)
    {
        var most = row[0];
        foreach (var value in row)
        {
            most = Math.Max(most, value);
        }

        var sum = 0.0;
        foreach (ref var value in row)
        {
            value = (float)Math.Exp((value - most) / _temperature);
            sum += value;
        }

        foreach (ref var value in row)
        {
            value = (float)(value / sum);
        }
    }

    /// <summary>A number a channel; null where the model does not say.</summary>
    private float[]? Numbers(string key)
    {
        if (!_session.ModelMetadata.CustomMetadataMap.TryGetValue(key, out var text))
        {
            return null;
        }

        var parts = text.Split(',');
        return parts.Length == _images.Channels && Array.TrueForAll(parts, part => float.TryParse(part, CultureInfo.InvariantCulture, out _))
            ? Array.ConvertAll(parts, part => float.Parse(part, CultureInfo.InvariantCulture))
            : throw new InvalidDataException($"its {key} is \"{text}\", not {_images.Channels} numbers; export it again.");
    }
}
