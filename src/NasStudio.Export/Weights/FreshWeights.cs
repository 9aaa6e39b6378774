using NasStudio.Core.Networks;
using NasStudio.Core.Randomness;

namespace NasStudio.Export.Weights;

/// <summary>
/// Weights of a network that was never trained, with batch norms that change nothing: enough to measure how long it takes.
/// The same bits on every platform: uniform numbers, because products and square roots are exact everywhere, logarithms not.
/// </summary>
public static class FreshWeights
{
    /// <param name="stream">Names the random numbers; equal names give equal weights.</param>
    public static IReadOnlyDictionary<string, FloatTensor> Of(Network network, string stream)
    {
        var random = new SeededRandom(1, stream);
        var weights = network.Parameters.ToDictionary(parameter => parameter.Name, parameter => Weight(parameter, random), StringComparer.Ordinal);
        foreach (var norm in network.Layers.Where(layer => layer.Operation is Operation.BatchNorm))
        {
            var channels = norm.Parameter("weight").Axes[0].Length;
            weights.Add($"{norm.Name}.mean", Filled([channels], 0));
            weights.Add($"{norm.Name}.var", Filled([channels], 1));
        }

        return weights;
    }

    private static FloatTensor Weight(Parameter parameter, SeededRandom random)
    {
        int[] shape = [.. parameter.Shape.Sizes];
        switch (parameter.Initialization)
        {
            case Initialization.Zeros:
                return Filled(shape, 0);
            case Initialization.Ones:
                return Filled(shape, 1);
            default:
                // Variance 2 / fan-in (He et al. 2015), so that activations neither vanish nor overflow.
                var limit = Math.Sqrt(6.0 * shape[0] / parameter.Elements);
                return new FloatTensor(shape, [.. Enumerable.Range(0, (int)parameter.Elements).Select(_ => (float)(limit * ((2 * random.NextDouble()) - 1)))]);
        }
    }

    private static FloatTensor Filled(int[] shape, float value) =>
        new(shape, [.. Enumerable.Repeat(value, shape.Aggregate(1, (product, size) => product * size))]);
}
