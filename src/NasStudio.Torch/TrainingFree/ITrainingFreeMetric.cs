namespace NasStudio.Torch.TrainingFree;

/// <summary>What an untrained network says of how well it will do when trained: larger need not be better.</summary>
internal interface ITrainingFreeMetric
{
    /// <summary>Tensors live in the caller's dispose scope. Not finite where the network has no such number.</summary>
    double Measure(FreshNetwork network);
}
