using NasStudio.Core.Networks;

namespace NasStudio.Core.Blocks;

/// <summary>
/// What an edge of a cell computes from the value of the node where it begins: a map of the same shape. No value (null) is
/// the zero map, so that what adds nothing needs no layer.
/// </summary>
/// <param name="Name">Its name in documents, tables and decisions, for example "nor_conv_3x3".</param>
/// <param name="Summary">What it is, in one sentence, for the schema and for forms.</param>
public abstract record CellOperation(string Name, string Summary)
{
    /// <summary>Appends the edge's layers and answers its value.</summary>
    /// <param name="name">Of the edge with this operation: the prefix of its layers.</param>
    /// <param name="zero">A layer of zeros, for an operation that makes something of them.</param>
    public abstract Layer? Append(NetworkBuilder network, string name, Layer? input, Func<Layer> zero);

    /// <summary>Nothing: the edge is cut.</summary>
    public sealed record None() : CellOperation("none", "Zeros: the edge is cut.")
    {
        public override Layer? Append(NetworkBuilder network, string name, Layer? input, Func<Layer> zero) => null;
    }

    /// <summary>The value itself.</summary>
    public sealed record Skip() : CellOperation("skip_connect", "The value itself.")
    {
        public override Layer? Append(NetworkBuilder network, string name, Layer? input, Func<Layer> zero) => input;
    }

    /// <summary>Average pooling of 3 × 3, stride 1; the padding is not counted.</summary>
    public sealed record AveragePool() : CellOperation("avg_pool_3x3", "Average pooling, 3×3, stride 1.")
    {
        public override Layer? Append(NetworkBuilder network, string name, Layer? input, Func<Layer> zero) =>
            input is null ? null : network.AveragePool(name, input, kernel: 3, stride: 1);
    }

    /// <summary>ReLU, convolution, batch norm, whose bias also leaves an edge that gets zeros.</summary>
    public sealed record NormedConvolution(string Name, int Kernel)
        : CellOperation(Name, $"ReLU, convolution {Kernel}×{Kernel}, batch norm.")
    {
        public override Layer? Append(NetworkBuilder network, string name, Layer? input, Func<Layer> zero) =>
            Append(network, name, input ?? zero(), (input ?? zero()).Output[0], Kernel, stride: 1);

        internal static Layer Append(NetworkBuilder network, string name, Layer input, int width, int kernel, int stride)
        {
            var x = network.Activate($"{name}.act", input, Activation.Relu);
            return network.BatchNorm($"{name}.norm", network.Convolution($"{name}.conv", x, width, kernel, stride));
        }
    }
}
