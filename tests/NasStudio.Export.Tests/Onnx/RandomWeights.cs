using NasStudio.Core.Networks;
using NasStudio.Core.Randomness;
using NasStudio.Export.Weights;

namespace NasStudio.Export.Tests.Onnx;

/// <summary>Parameters and statistics of a network at random, scaled so that activations stay near 1.</summary>
internal static class RandomWeights
{
    public static Dictionary<string, FloatTensor> Of(Network network, SeededRandom random)
    {
        var weights = new Dictionary<string, FloatTensor>();
        foreach (var parameter in network.Parameters)
        {
            var fanIn = parameter.Elements / parameter.Axes[0].Length;
            var scale = parameter.Axes.Length == 1 ? 0.5 : Math.Sqrt(1.5 / fanIn);
            var centre = parameter.Initialization is Initialization.Ones ? 1 : 0;
            weights.Add(parameter.Name, Tensor(parameter.Shape, () => centre + (scale * random.NextGaussian())));
        }

        foreach (var layer in network.Layers.Where(layer => layer.Operation is Operation.BatchNorm))
        {
            var shape = layer.Parameter("weight").Shape;
            weights.Add($"{layer.Name}.mean", Tensor(shape, () => 0.3 * random.NextGaussian()));
            weights.Add($"{layer.Name}.var", Tensor(shape, () => 0.2 + random.NextDouble()));
        }

        return weights;
    }

    public static float[] Values(long count, SeededRandom random) => [.. Enumerable.Range(0, (int)count).Select(_ => (float)random.NextGaussian())];

    private static FloatTensor Tensor(Shape shape, Func<double> next) =>
        new([.. shape.Sizes], [.. Enumerable.Range(0, (int)shape.Elements).Select(_ => (float)next())]);
}
