namespace NasStudio.Torch.Training;

/// <summary>A loss or a gradient is no longer a finite number.</summary>
public sealed class DivergedException(long step, string subnetId, string quantity, double value) : Exception(
    FormattableString.Invariant($"step {step}: the {quantity} of subnet {subnetId} is {value}; use a smaller learning rate, a longer warm-up or gradient clipping."))
{
    public long Step { get; } = step;

    public string SubnetId { get; } = subnetId;
}
