using System.Globalization;
using NasStudio.Export.Weights;

namespace NasStudio.Torch.Training.Checkpoints;

/// <summary>
/// The state of a training between two steps: tensors (weights, moments) and words (the sampler's state, counters), each part
/// of the trainer under names of its own. Written as one safetensors file.
/// </summary>
/// <param name="step">Steps done.</param>
public sealed class TrainingCheckpoint(long step)
{
    private const string StepWord = "step";

    public long Step { get; } = step;

    public Dictionary<string, FloatTensor> Tensors { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Words { get; } = new(StringComparer.Ordinal);

    /// <exception cref="InvalidDataException">It is no checkpoint, or is cut off.</exception>
    public static TrainingCheckpoint Read(Stream stream)
    {
        var content = SafetensorsFile.Read(stream);
        if (!content.Metadata.TryGetValue(StepWord, out var text) || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var step))
        {
            throw new InvalidDataException("The file has no step; it holds weights, but is no checkpoint.");
        }

        var checkpoint = new TrainingCheckpoint(step);
        foreach (var (name, tensor) in content.Tensors)
        {
            checkpoint.Tensors.Add(name, tensor);
        }

        foreach (var (name, word) in content.Metadata.Where(word => word.Key != StepWord))
        {
            checkpoint.Words.Add(name, word);
        }

        return checkpoint;
    }

    public void Write(Stream stream) => SafetensorsFile.Write(
        stream,
        Tensors,
        Words.Append(KeyValuePair.Create(StepWord, Step.ToString(CultureInfo.InvariantCulture))).ToDictionary(StringComparer.Ordinal));

    /// <exception cref="InvalidDataException">It is not there.</exception>
    public FloatTensor Tensor(string name) => Tensors.GetValueOrDefault(name) ?? throw Lacks(name);

    /// <exception cref="InvalidDataException">It is not there.</exception>
    public string Word(string name) => Words.GetValueOrDefault(name) ?? throw Lacks(name);

    /// <exception cref="InvalidDataException">It is not there, or has another length.</exception>
    public void CopyTo(string name, float[] target)
    {
        var values = Tensor(name).Values;
        if (values.Length != target.Length)
        {
            throw new InvalidDataException($"{name} has {values.Length} numbers in the checkpoint, not {target.Length}; it is of another supernet.");
        }

        values.CopyTo(target, 0);
    }

    private static InvalidDataException Lacks(string name) => new($"The checkpoint lacks {name}; it is of another optimiser or search space.");
}
