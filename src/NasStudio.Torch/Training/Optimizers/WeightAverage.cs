using System.Numerics;
using System.Runtime.InteropServices;
using NasStudio.Torch.Supernets;
using NasStudio.Torch.Training.Checkpoints;

namespace NasStudio.Torch.Training.Optimizers;

/// <summary>
/// The exponential moving average of all weights, average ← d · average + (1 − d) · weights after every step. In the first
/// steps d is (1 + step) / (10 + step) where that is less, so that the average is not held back by the weights before the
/// training. The training itself never reads it.
/// </summary>
internal sealed class WeightAverage : IDisposable
{
    private const string Prefix = "average/";
    private readonly Supernet _source;
    private readonly double _decay;

    /// <param name="source">Stays the caller's.</param>
    /// <param name="decay">Less than 1.</param>
    public WeightAverage(Supernet source, double decay)
    {
        (_source, _decay) = (source, decay);
        Weights = source.Copy();
    }

    /// <summary>The average, as a supernet of the same parameters.</summary>
    public Supernet Weights { get; }

    /// <param name="step">From 0, of the step that was just done.</param>
    public void Update(long step)
    {
        var decay = (float)Math.Min(_decay, (1.0 + step) / (10 + step));
        var averages = MemoryMarshal.Cast<byte, Vector<float>>(Weights.Buffer.bytes);
        var values = MemoryMarshal.Cast<byte, Vector<float>>(_source.Buffer.bytes);
        for (var i = 0; i < averages.Length; i++)
        {
            averages[i] = (averages[i] * decay) + (values[i] * (1 - decay));
        }
    }

    public void Save(TrainingCheckpoint checkpoint)
    {
        foreach (var (name, tensor) in Weights.ToTensors())
        {
            checkpoint.Tensors.Add($"{Prefix}{name}", tensor);
        }
    }

    /// <exception cref="InvalidDataException">The checkpoint has no average, or one of another supernet.</exception>
    public void Load(TrainingCheckpoint checkpoint) => Weights.Fill(name => checkpoint.Tensor($"{Prefix}{name}"));

    public void Dispose() => Weights.Dispose();
}
