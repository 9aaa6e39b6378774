using NasStudio.Torch.Training.Checkpoints;

namespace NasStudio.Torch.Training.Optimizers;

/// <summary>Moves the supernet's weights along the gradients of a step. A parameter without gradient is neither moved nor decayed.</summary>
internal interface IOptimizer
{
    /// <param name="scale">Factor on the gradients (clipping).</param>
    void Step(Gradients gradients, double learningRate, double scale);

    /// <summary>All state between two steps, under names of its own.</summary>
    void Save(TrainingCheckpoint checkpoint);

    /// <exception cref="InvalidDataException">The state is of another optimiser or supernet.</exception>
    void Load(TrainingCheckpoint checkpoint);
}
