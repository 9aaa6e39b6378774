using NasStudio.Core.Networks;

namespace NasStudio.Core.Blocks;

/// <summary>
/// One inverted bottleneck (MobileNetV3, Howard et al. 2019): 1×1 expansion, depthwise convolution, squeeze-and-excitation,
/// 1×1 projection, shortcut; batch norm after every convolution but the shortcut's.
/// </summary>
/// <param name="Width">Channels that leave it.</param>
/// <param name="Expand">Width inside as a multiple of the channels that enter; at 1 the expansion is omitted.</param>
/// <param name="SqueezeRatio">Width of the squeeze as a part of the width inside, rounded down, at least 1; 0: none.</param>
/// <param name="Projection">
/// Shortcut where width or size change: average pooling (at stride 2) and a 1×1 convolution. Otherwise such layers have none.
/// </param>
internal sealed record InvertedBottleneck(
    int Width, int Expand, int Kernel, int Stride, double SqueezeRatio, Activation Activation, bool Projection)
{
    public Layer Append(NetworkBuilder network, string name, Layer input)
    {
        var entering = input.Output[0];
        var x = input;
        if (Expand > 1)
        {
            x = network.Convolution($"{name}.expand.conv", x, entering * Expand, kernel: 1);
            x = Normalize(network, $"{name}.expand", x);
        }

        x = network.Depthwise($"{name}.depthwise.conv", x, Kernel, Stride);
        x = Normalize(network, $"{name}.depthwise", x);
        if (SqueezeRatio > 0)
        {
            x = Squeeze(network, $"{name}.squeeze", x);
        }

        x = network.Convolution($"{name}.project.conv", x, Width, kernel: 1);
        x = network.BatchNorm($"{name}.project.norm", x);
        return Shortcut(network, name, input) is { } shortcut ? network.Add($"{name}.add", x, shortcut) : x;
    }

    private Layer Normalize(NetworkBuilder network, string name, Layer input) =>
        network.Activate($"{name}.act", network.BatchNorm($"{name}.norm", input), Activation);

    private Layer Squeeze(NetworkBuilder network, string name, Layer input)
    {
        var inside = input.Output[0];
        var x = network.Mean($"{name}.mean", input);
        x = network.Linear($"{name}.reduce", x, Math.Max(1, (int)(inside * SqueezeRatio)));
        x = network.Activate($"{name}.relu", x, Activation.Relu);
        x = network.Linear($"{name}.restore", x, inside);
        x = network.Activate($"{name}.gate", x, Activation.HSigmoid);
        return network.Multiply($"{name}.scale", input, x);
    }

    private Layer? Shortcut(NetworkBuilder network, string name, Layer input)
    {
        if (Stride == 1 && input.Output[0] == Width)
        {
            return input;
        }

        if (!Projection)
        {
            return null;
        }

        var x = Stride == 1 ? input : network.AveragePool($"{name}.shortcut.pool", input, kernel: Stride, Stride);
        return network.Convolution($"{name}.shortcut.conv", x, Width, kernel: 1);
    }
}
