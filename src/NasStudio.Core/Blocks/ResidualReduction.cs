using NasStudio.Core.Networks;

namespace NasStudio.Core.Blocks;

/// <summary>
/// Halves a map between two stacks of cells (NAS-Bench-201, Dong, Yang 2020): two normed convolutions of 3 × 3, the first
/// of stride 2, beside average pooling and a 1 × 1 convolution without batch norm.
/// </summary>
internal sealed record ResidualReduction(int Width)
{
    public Layer Append(NetworkBuilder network, string name, Layer input)
    {
        var x = CellOperation.NormedConvolution.Append(network, $"{name}.first", input, Width, kernel: 3, stride: 2);
        x = CellOperation.NormedConvolution.Append(network, $"{name}.second", x, Width, kernel: 3, stride: 1);
        var shortcut = network.AveragePool($"{name}.shortcut.pool", input, kernel: 2, stride: 2);
        return network.Add($"{name}.add", network.Convolution($"{name}.shortcut.conv", shortcut, Width, kernel: 1), x);
    }
}
