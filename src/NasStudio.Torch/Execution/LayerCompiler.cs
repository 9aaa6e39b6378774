using System.Collections.Immutable;
using NasStudio.Core.Networks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using Activation = NasStudio.Core.Networks.Activation;

namespace NasStudio.Torch.Execution;

/// <summary>
/// Turns each layer into a kernel with everything resolved. Maps [batch, C, H, W] run channels-last (strides, not sizes),
/// tokens are [batch, N, C], vectors [batch, C].
/// </summary>
internal sealed class LayerCompiler(Network network, ImmutableArray<Parameter> parameters, ImmutableArray<Layer> norms, PositionIndices positions)
{
    private const long Channels = 1;
    private static readonly long[] Positions = [2, 3];
    private static readonly long[] Tokens = [1];
    private readonly Dictionary<string, int> _values = Index(network.Layers.Select(layer => layer.Name));
    private readonly Dictionary<string, int> _parameters = Index(parameters.Select(parameter => parameter.Name));
    private readonly Dictionary<string, int> _norms = Index(norms.Select(layer => layer.Name));

    public LayerKernel Compile(Layer layer)
    {
        var inputs = layer.Inputs.Select(name => _values[name]).ToArray();
        return layer.Operation switch
        {
            Operation.Input => pass => pass.Values[0],
            Operation.Resize resize => Resize(resize, inputs[0]),
            Operation.Convolution convolution => Convolution(convolution, layer, inputs[0]),
            Operation.BatchNorm norm => BatchNorm(norm, layer, inputs[0]),
            Operation.LayerNorm norm => LayerNorm(norm, layer, inputs[0]),
            Operation.Linear linear => Linear(linear, layer, inputs[0]),
            Operation.Attention attention => new AttentionKernel(attention, inputs, ParameterIndex(layer, "bias"), positions.Of(attention)).Forward,
            Operation.Activate activate => Activate(activate.Activation, inputs[0]),
            Operation.AveragePool pool => AveragePool(pool, inputs[0]),
            Operation.Mean => Mean(layer, inputs[0]),
            Operation.ToTokens => ToTokens(layer, inputs[0]),
            Operation.ToMap map => ToMap(map, layer, inputs[0]),
            Operation.Zero => pass => pass.Values[inputs[0]].zeros_like(),
            Operation.Add => pass => pass.Values[inputs[0]].add(pass.Values[inputs[1]]),
            Operation.Concat => pass => cat([.. inputs.Select(input => pass.Values[input])], Channels),
            Operation.Multiply => Multiply(layer, inputs),
            _ => throw new NotSupportedException($"Layer {layer.Name}: no kernel for {layer.Operation}."),
        };
    }

    private static Dictionary<string, int> Index(IEnumerable<string> names) =>
        names.Select((name, i) => (name, i)).ToDictionary(entry => entry.name, entry => entry.i, StringComparer.Ordinal);

    private static LayerKernel Resize(Operation.Resize resize, int input)
    {
        long[] size = [resize.Height, resize.Width];
        return pass => functional.interpolate(pass.Values[input], size, mode: InterpolationMode.Bilinear, align_corners: false);
    }

    private static LayerKernel Activate(Activation activation, int input) => activation switch
    {
        Activation.Relu => pass => functional.relu(pass.Values[input]),
        Activation.HSwish => pass => functional.hardswish(pass.Values[input]),
        Activation.HSigmoid => pass => functional.hardsigmoid(pass.Values[input]),
        Activation.Swish => pass => functional.silu(pass.Values[input]),
        _ => throw new NotSupportedException($"No kernel for the activation {activation}."),
    };

    private static LayerKernel AveragePool(Operation.AveragePool pool, int input)
    {
        long[] kernel = [pool.Kernel, pool.Kernel];
        long[] stride = [pool.Stride, pool.Stride];
        long[] padding = [pool.Padding, pool.Padding];
        return pass => functional.avg_pool2d(pass.Values[input], kernel, stride, padding, ceil_mode: true, count_include_pad: false);
    }

    private static LayerKernel ToTokens(Layer layer, int input)
    {
        var (tokens, channels) = (layer.Output[0], layer.Output[1]);
        return pass => pass.Values[input].permute(0, 2, 3, 1).reshape(-1, tokens, channels);
    }

    private static LayerKernel ToMap(Operation.ToMap map, Layer layer, int input)
    {
        var channels = layer.Output[0];
        return pass => pass.Values[input].reshape(-1, map.Height, map.Width, channels).permute(0, 3, 1, 2);
    }

    private LayerKernel Mean(Layer layer, int input)
    {
        var axes = Shape(layer).Rank == 3 ? Positions : Tokens;
        return pass => pass.Values[input].mean(axes);
    }

    private LayerKernel Multiply(Layer layer, int[] inputs)
    {
        var channels = layer.Output[0];
        return layer.Output.Rank == 3 && network[layer.Inputs[1]].Output.Rank == 1
            ? pass => pass.Values[inputs[0]].mul(pass.Values[inputs[1]].view(-1, channels, 1, 1))
            : pass => pass.Values[inputs[0]].mul(pass.Values[inputs[1]]);
    }

    private LayerKernel Convolution(Operation.Convolution convolution, Layer layer, int input)
    {
        var weight = ParameterIndex(layer, "weight");
        long[] stride = [convolution.Stride, convolution.Stride];
        long[] padding = [(convolution.Kernel - 1) / 2, (convolution.Kernel - 1) / 2];
        var groups = convolution.Groups;
        var planar = network[layer.Inputs[0]].Operation is Operation.Input or Operation.Resize;
        return pass =>
        {
            var map = planar ? ChannelsLast(pass.Values[input]) : pass.Values[input];
            return functional.conv2d(map, pass.Parameters[weight], strides: stride, padding: padding, groups: groups);
        };
    }

    /// <summary>
    /// Pixels come channel by channel. Strides are set by hand because for one channel both formats are the same memory,
    /// and libtorch would take such strides for channels-first and compute the whole network so.
    /// </summary>
    private static Tensor ChannelsLast(Tensor map)
    {
        var (channels, height, width) = (map.shape[1], map.shape[2], map.shape[3]);
        var pixels = map.permute(0, 2, 3, 1).contiguous();
        return pixels.as_strided(map.shape, [channels * height * width, 1, channels * width, channels], pixels.storage_offset());
    }

    private LayerKernel BatchNorm(Operation.BatchNorm norm, Layer layer, int input)
    {
        var (weight, bias, index) = (ParameterIndex(layer, "weight"), ParameterIndex(layer, "bias"), _norms[layer.Name]);
        Tensor Normalize(ForwardPass pass, Tensor value) => functional.batch_norm(
            value,
            pass.Normalization.Mean(index),
            pass.Normalization.Variance(index),
            pass.Parameters[weight],
            pass.Parameters[bias],
            pass.Normalization.ByBatch,
            pass.Normalization.Momentum,
            norm.Epsilon);

        if (layer.Output.Rank != 2)
        {
            return pass => Normalize(pass, pass.Values[input]);
        }

        // Tokens as a channels-last map of one column: the same memory, and the vectorised kernel.
        var (tokens, channels) = (layer.Output[0], layer.Output[1]);
        return pass => Normalize(pass, pass.Values[input].view(-1, tokens, 1, channels).permute(0, 3, 1, 2))
            .permute(0, 2, 3, 1).reshape(-1, tokens, channels);
    }

    private LayerKernel LayerNorm(Operation.LayerNorm norm, Layer layer, int input)
    {
        var (weight, bias) = (ParameterIndex(layer, "weight"), ParameterIndex(layer, "bias"));
        long[] normalized = [layer.Output[^1]];
        return pass => functional.layer_norm(pass.Values[input], normalized, pass.Parameters[weight], pass.Parameters[bias], norm.Epsilon);
    }

    private LayerKernel Linear(Operation.Linear linear, Layer layer, int input)
    {
        var weight = ParameterIndex(layer, "weight");
        if (!linear.Bias)
        {
            return pass => functional.linear(pass.Values[input], pass.Parameters[weight]);
        }

        var bias = ParameterIndex(layer, "bias");
        return pass => functional.linear(pass.Values[input], pass.Parameters[weight], pass.Parameters[bias]);
    }

    private Shape Shape(Layer layer) => network[layer.Inputs[0]].Output;

    private int ParameterIndex(Layer layer, string role) => _parameters[layer.Parameter(role).Name];
}
