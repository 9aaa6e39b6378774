using NasStudio.Core.Networks;

namespace NasStudio.Export.Weights;

/// <summary>The parameters of one subnet under the supernet's names, and its recalibrated statistics ("layer.mean", "layer.var").</summary>
public static class SubnetWeights
{
    /// <summary>Cuts every parameter of the network out of the widest ones, by its axes.</summary>
    /// <param name="supernet">The widest parameters by name.</param>
    /// <param name="statistics">"layer.mean" and "layer.var" of every batch norm, as wide as this subnet's.</param>
    /// <exception cref="KeyNotFoundException">A parameter or a statistic is missing.</exception>
    /// <exception cref="ArgumentException">A stored axis is smaller than the network's, or a statistic has another length.</exception>
    public static IReadOnlyDictionary<string, FloatTensor> Slice(Network network, IReadOnlyDictionary<string, FloatTensor> supernet, IReadOnlyDictionary<string, FloatTensor> statistics)
    {
        var weights = new SortedDictionary<string, FloatTensor>(StringComparer.Ordinal);
        foreach (var layer in network.Layers)
        {
            foreach (var parameter in layer.Parameters)
            {
                var stored = supernet.GetValueOrDefault(parameter.Name)
                    ?? throw new KeyNotFoundException($"The supernet has no parameter {parameter.Name}; it belongs to another search space or to an older version of this one.");
                weights.Add(parameter.Name, Slice(parameter, stored));
            }

            if (layer.Operation is Operation.BatchNorm)
            {
                AddStatistics(layer, statistics, weights);
            }
        }

        return weights;
    }

    /// <summary>One parameter, cut out of its stored tensor.</summary>
    /// <exception cref="ArgumentException">The ranks differ, or a stored axis is smaller.</exception>
    public static FloatTensor Slice(Parameter parameter, FloatTensor stored)
    {
        var axes = parameter.Axes;
        if (stored.Shape.Length != axes.Length || axes.Where((axis, i) => stored.Shape[i] < axis.Length).Any())
        {
            throw new ArgumentException($"{parameter.Name} is stored as [{string.Join(", ", stored.Shape)}] and cannot hold {parameter.Shape}; the supernet belongs to another search space.", nameof(stored));
        }

        var values = new float[parameter.Elements];
        var target = 0;
        Copy(parameter, stored, axis: 0, source: 0, values, ref target);
        return new FloatTensor([.. axes.Select(axis => axis.Length)], values);
    }

    /// <param name="source">Position within the stored tensor, in units of this axis' elements.</param>
    private static void Copy(Parameter parameter, FloatTensor stored, int axis, int source, float[] values, ref int target)
    {
        if (axis == parameter.Axes.Length)
        {
            values[target++] = stored.Values[source];
            return;
        }

        var length = parameter.Axes[axis].Length;
        var first = (source * stored.Shape[axis]) + parameter.Axes[axis].Offset(stored.Shape[axis]);
        if (axis == parameter.Axes.Length - 1)
        {
            Array.Copy(stored.Values, first, values, target, length);
            target += length;
            return;
        }

        for (var i = 0; i < length; i++)
        {
            Copy(parameter, stored, axis + 1, first + i, values, ref target);
        }
    }

    private static void AddStatistics(Layer layer, IReadOnlyDictionary<string, FloatTensor> statistics, SortedDictionary<string, FloatTensor> weights)
    {
        var channels = layer.Parameter("weight").Axes[0].Length;
        foreach (var name in new[] { $"{layer.Name}.mean", $"{layer.Name}.var" })
        {
            var values = statistics.GetValueOrDefault(name)
                ?? throw new KeyNotFoundException($"The statistics lack {name}; recalibrate this subnet's batch norms first.");
            if (values.Values.Length != channels)
            {
                throw new ArgumentException($"{name} has {values.Values.Length} values for {channels} channels; these are the statistics of another subnet.", nameof(statistics));
            }

            weights.Add(name, values);
        }
    }
}
