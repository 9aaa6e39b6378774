using NasStudio.Core.Experiments;
using NasStudio.Core.Networks;
using NasStudio.Core.Sampling;
using NasStudio.Core.Spaces;
using NasStudio.Torch.Evaluation;
using NasStudio.Torch.Supernets;

namespace NasStudio.Torch.Training;

/// <summary>Trains a supernet step by step. Every call from one thread.</summary>
public sealed class SupernetTrainer : IDisposable
{
    public SupernetTrainer(
        Supernet supernet,
        SearchSpace space,
        NetworkInput input,
        TrainingOptions options,
        ISubnetSampler sampler,
        PreparedImages train,
        ulong seed) => throw new NotImplementedException($"{supernet}{space}{input}{options}{sampler}{train}{seed}");

    /// <summary>Steps of the whole training: epochs × full batches of an epoch.</summary>
    public long Steps => throw new NotImplementedException();

    /// <summary>Steps done.</summary>
    public long Done => throw new NotImplementedException();

    /// <summary>Forward and backward passes of the step's draws, then one step of the optimiser.</summary>
    /// <exception cref="DivergedException">A loss or the gradient is not finite.</exception>
    /// <exception cref="InvalidOperationException">All steps are done.</exception>
    public TrainingStep Step() => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
