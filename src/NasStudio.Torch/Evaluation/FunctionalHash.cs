using System.Globalization;
using NasStudio.Core.Decisions;
using NasStudio.Core.Networks;
using NasStudio.Core.Randomness;
using NasStudio.Core.Spaces;
using NasStudio.Torch.Execution;
using NasStudio.Torch.Runtime;
using NasStudio.Torch.Supernets;
using static TorchSharp.torch;

namespace NasStudio.Torch.Evaluation;

/// <summary>
/// A key that two architectures share where their networks compute the same (unified functional hashing, Gillard et al. 2023):
/// the rounded logits for one fixed image. The weights are initial ones, keyed by what a layer is and by the value that it
/// reads, not by where it stands, so cells that differ only in the numbering of their nodes, or in operations that
/// nothing reaches or reads, give equal logits. Batch norms normalise by mean 0 and variance 1. Every call from one thread.
/// </summary>
/// <remarks>
/// As equal layers of equal inputs are equal, each is computed once for all architectures: the values are kept by what made
/// them. Cell spaces are narrowed to one cell of four channels on a map of 8 × 8 where depth, width and resolution are
/// no decisions: the cell alone tells their architectures apart. In double precision, so that sums in another order round alike.
/// </remarks>
public sealed class FunctionalHash : IDisposable
{
    private const ulong Seed = 1;
    private const int NarrowWidth = 4;
    private const int NarrowSide = 8;

    /// <summary>Kept values are thrown away beyond so many numbers: 64 MiB.</summary>
    private const long MostNumbers = 8L << 20;

    private readonly SearchSpace _space;
    private readonly NetworkInput _input;
    private readonly PositionIndices _positions = new();
    private readonly Dictionary<string, (Tensor Value, string Key)> _values = new(StringComparer.Ordinal);
    private long _numbers;

    /// <param name="input">What the subnets read.</param>
    public FunctionalHash(SearchSpace space, NetworkInput input)
    {
        TorchRuntime.Load();
        var narrow = Narrow(space);
        _space = narrow ?? space;
        _input = narrow is null ? input : input with { Height = NarrowSide, Width = NarrowSide };
    }

    /// <summary>The key of an architecture of the space: 16 hexadecimal digits.</summary>
    public string Of(Architecture architecture)
    {
        if (_numbers > MostNumbers)
        {
            Forget();
        }

        using var guard = inference_mode();
        using var scope = NewDisposeScope();
        var network = _space.Expand(architecture, _input);
        var compiler = new Lazy<LayerCompiler>(() => new LayerCompiler(
            network, [.. network.Parameters], [.. network.Layers.Where(layer => layer.Operation is Operation.BatchNorm)], _positions));
        var indices = network.Layers.Select((layer, index) => (layer.Name, index)).ToDictionary(pair => pair.Name, pair => pair.index, StringComparer.Ordinal);
        var values = new Tensor[network.Layers.Length];
        var keys = new string[values.Length];
        for (var index = 0; index < values.Length; index++)
        {
            var layer = network.Layers[index];
            var made = Signature(layer, layer.Inputs.Select(name => keys[indices[name]]));
            if (!_values.TryGetValue(made, out var known))
            {
                var value = index == 0 ? Image(network.Input) : Compute(network, compiler.Value, layer, values, made);
                known = (value.DetachFromDisposeScope(), KeyOf(value));
                _values.Add(made, known);
                _numbers += value.numel();
            }

            (values[index], keys[index]) = known;
        }

        return keys[^1];
    }

    public void Dispose()
    {
        Forget();
        _positions.Dispose();
    }

    /// <summary>The same decisions on the smallest network that still repeats the cell; null where there is no such network.</summary>
    private static SearchSpace? Narrow(SearchSpace space)
    {
        var document = space.Document;
        if (document.Cell is not { } cell || document.Input.Resolution.Count > 1 || document.Stem.Width.Count > 1)
        {
            return null;
        }

        var narrow = cell.Stacks.Select(stack => stack with { Width = NarrowWidth });
        var stacks = cell.Stacks.All(stack => stack.Depth.Count == 1) ? narrow.Take(1).Select(stack => stack with { Depth = [1] }) : narrow;
        return new SearchSpace(document with
        {
            Input = document.Input with { Resolution = [NarrowSide] },
            Stem = document.Stem with { Width = [NarrowWidth] },
            Cell = cell with { Stacks = [.. stacks] },
        });
    }

    /// <summary>What a layer computes, and from what.</summary>
    private static string Signature(Layer layer, IEnumerable<string> inputs) =>
        $"{layer.Operation} {layer.Output} {string.Join(' ', layer.Parameters.Select(parameter => parameter.Shape))} of {string.Join(' ', inputs)}";

    private static Tensor Image(NetworkInput input)
    {
        var random = new SeededRandom(Seed, "functional hash image");
        var pixels = new double[input.Channels * input.Height * input.Width];
        foreach (ref var pixel in pixels.AsSpan())
        {
            pixel = random.NextGaussian();
        }

        long[] sizes = [1, input.Channels, input.Height, input.Width];
        return tensor(pixels, sizes);
    }

    private static Tensor Compute(Network network, LayerCompiler compiler, Layer layer, Tensor[] values, string made)
    {
        Tensor[] parameters = [.. network.Parameters.Select(parameter => layer.Parameters.Contains(parameter) ? Fill(parameter, layer, made) : null!)];
        Tensor[] means = [.. network.Layers.Where(each => each.Operation is Operation.BatchNorm).Select(each => each == layer ? zeros(each.Parameters[0].Axes[0].Length, dtype: float64) : null!)];
        Tensor[] variances = [.. means.Select(mean => mean is null ? null! : mean.add(1))];
        return compiler.Compile(layer)(new ForwardPass(values, parameters, new Normalization(means, variances, ByBatch: false)));
    }

    /// <summary>Named after what the layer computes, so that equal layers get equal weights.</summary>
    private static Tensor Fill(Parameter parameter, Layer layer, string made)
    {
        long[] sizes = [.. parameter.Axes.Select(axis => (long)axis.Length)];
        var values = new float[parameter.Elements];
        ParameterInitialization.Fill(values, sizes, parameter.Initialization, Seed, made + parameter.Name[layer.Name.Length..]);
        return tensor(values, sizes).to(float64);
    }

    /// <summary>
    /// Of the values rounded to a millionth of the largest one, and of that one. Rounding errors of sums in another order are a
    /// billion times smaller.
    /// </summary>
    private static string KeyOf(Tensor value)
    {
        var numbers = value.contiguous().data<double>().ToArray();
        var largest = numbers.Max(number => Math.Abs(number));
        var hash = unchecked(0xCBF29CE484222325UL ^ BitConverter.SingleToUInt32Bits((float)largest));
        foreach (var number in numbers)
        {
            hash = Mixed(hash, largest > 0 ? (long)Math.Round(number / largest * 1e6) : 0);
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    private static ulong Mixed(ulong hash, long number)
    {
        unchecked
        {
            hash = (hash ^ (ulong)number) * 0x100000001B3UL;
            return hash ^ (hash >> 29);
        }
    }

    private void Forget()
    {
        foreach (var (value, _) in _values.Values)
        {
            value.Dispose();
        }

        _values.Clear();
        _numbers = 0;
    }
}
