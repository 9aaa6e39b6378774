using NasStudio.Core.Experiments;
using NasStudio.Torch.Supernets;

namespace NasStudio.Torch.Training.Optimizers;

/// <param name="Rate">A unit of learning rate.</param>
/// <param name="FromAxes">Parameters with fewer axes are not decayed: 2 spares norms and biases; 0 none.</param>
/// <param name="ToAxes">Parameters with more axes are not decayed: 2 spares convolutions.</param>
internal sealed record WeightDecay(double Rate, int FromAxes = 2, int ToAxes = int.MaxValue)
{
    public static WeightDecay Of(OptimizerOptions options) => options.Decayed switch
    {
        "weights" => new(options.WeightDecay),
        "linear" => new(options.WeightDecay, ToAxes: 2),
        "all" => new(options.WeightDecay, FromAxes: 0),
        var other => throw new ArgumentException($"No decay is named '{other}'; use one of {string.Join(", ", OptimizerOptions.DecayedChoices)}.", nameof(options)),
    };

    /// <summary>The rate for one parameter.</summary>
    public double Of(StoredParameter stored) => stored.Sizes.Length >= FromAxes && stored.Sizes.Length <= ToAxes ? Rate : 0;
}
