using System.Collections.Immutable;

namespace NasStudio.Core.Networks;

/// <summary>
/// Appends primitive layers, one method a primitive, and infers their shapes and parameters. Every method returns the new
/// layer, to be the input of a later one.
/// </summary>
public sealed class NetworkBuilder
{
    private const double NormEpsilon = 1e-5;
    private readonly NetworkInput _input;
    private readonly ImmutableArray<Layer>.Builder _layers = ImmutableArray.CreateBuilder<Layer>();

    public NetworkBuilder(NetworkInput input)
    {
        _input = input;
        Input = Append("input", new Operation.Input(), [], new Shape(input.Channels, input.Height, input.Width));
    }

    public Layer Input { get; }

    /// <summary>Classes that the logits answer.</summary>
    public int Classes => _input.Classes;

    public Network Build() => new(_input, _layers.ToImmutable());

    public Layer Resize(string name, Layer input, int height, int width) =>
        Append(name, new Operation.Resize(height, width), [input], new Shape(input.Output[0], height, width));

    public Layer Convolution(string name, Layer input, int outputChannels, int kernel, int stride = 1, int groups = 1)
    {
        var shape = Map(name, input);
        if (kernel % 2 == 0 || shape[0] % groups != 0 || outputChannels % groups != 0)
        {
            throw new ArgumentException($"{name}: kernel {kernel} must be odd and {groups} groups divide {shape[0]} and {outputChannels} channels.");
        }

        var weight = new Parameter(
            $"{name}.weight",
            [
                new(outputChannels),
                new(shape[0] / groups),
                new(kernel, Placement.Centred),
                new(kernel, Placement.Centred),
            ],
            Initialization.KaimingDefault);
        return Append(
            name,
            new Operation.Convolution(kernel, stride, groups),
            [input],
            new Shape(outputChannels, CeilingDivide(shape[1], stride), CeilingDivide(shape[2], stride)),
            weight);
    }

    public Layer Depthwise(string name, Layer input, int kernel, int stride = 1) =>
        Convolution(name, input, input.Output[0], kernel, stride, input.Output[0]);

    public Layer BatchNorm(string name, Layer input) => Norm(name, input, new Operation.BatchNorm(NormEpsilon), Channels(input));

    public Layer LayerNorm(string name, Layer input) =>
        Norm(name, input, new Operation.LayerNorm(NormEpsilon), input.Output[^1]);

    public Layer Linear(string name, Layer input, int outputWidth, bool bias = true)
    {
        var sizes = input.Output.Sizes.ToArray();
        var weight = new Parameter($"{name}.weight", [new(outputWidth), new(sizes[^1])], Initialization.LecunNormal);
        var biases = new Parameter($"{name}.bias", [new(outputWidth)], Initialization.Zeros);
        sizes[^1] = outputWidth;
        return Append(name, new Operation.Linear(bias), [input], new Shape(sizes), bias ? [weight, biases] : [weight]);
    }

    /// <summary>Attention over the tokens of a height × width map, with a relative-position table.</summary>
    public Layer Attention(string name, Layer query, Layer key, Layer value, int heads, int height, int width)
    {
        var tokens = query.Output[0];
        if (tokens != height * width || query.Output[1] % heads != 0 || value.Output[1] % heads != 0 || !query.Output.Equals(key.Output))
        {
            throw new ArgumentException($"{name}: {heads} heads over {height}×{width} do not fit Q {query.Output}, K {key.Output}, V {value.Output}.");
        }

        var bias = new Parameter($"{name}.bias", [new(heads), new(height), new(width)], Initialization.Zeros);
        var operation = new Operation.Attention(heads, query.Output[1] / heads, value.Output[1] / heads, height, width);
        return Append(name, operation, [query, key, value], value.Output, bias);
    }

    public Layer Activate(string name, Layer input, Activation activation) =>
        Append(name, new Operation.Activate(activation), [input], input.Output);

    /// <param name="kernel">At least the stride, and odd or even as it is, so that the padding is the same on both sides.</param>
    public Layer AveragePool(string name, Layer input, int kernel, int stride)
    {
        var shape = Map(name, input);
        if (kernel < stride || (kernel - stride) % 2 != 0)
        {
            throw new ArgumentException($"{name}: kernel {kernel} must be stride {stride} or more by an even number.");
        }

        return Append(
            name,
            new Operation.AveragePool(kernel, stride),
            [input],
            new Shape(shape[0], CeilingDivide(shape[1], stride), CeilingDivide(shape[2], stride)));
    }

    public Layer Mean(string name, Layer input) => Append(name, new Operation.Mean(), [input], new Shape(Channels(input)));

    public Layer ToTokens(string name, Layer input)
    {
        var shape = Map(name, input);
        return Append(name, new Operation.ToTokens(), [input], new Shape(shape[1] * shape[2], shape[0]));
    }

    public Layer ToMap(string name, Layer input, int height, int width) => input.Output[0] == height * width
        ? Append(name, new Operation.ToMap(height, width), [input], new Shape(input.Output[1], height, width))
        : throw new ArgumentException($"{name}: {input.Output[0]} tokens do not make a map of {height}×{width}.");

    /// <summary>Zeros of the shape of another layer's output.</summary>
    public Layer Zero(string name, Layer like) => Append(name, new Operation.Zero(), [like], like.Output);

    public Layer Add(string name, Layer left, Layer right) => left.Output.Equals(right.Output)
        ? Append(name, new Operation.Add(), [left, right], left.Output)
        : throw new ArgumentException($"{name} adds equal shapes; {left.Name} gives {left.Output}, {right.Name} {right.Output}.");

    /// <summary>The channels of several maps of one size, one after the other.</summary>
    public Layer Concat(string name, params ImmutableArray<Layer> inputs)
    {
        var sizes = inputs.Select(input => Map(name, input)).Select(shape => (Height: shape[1], Width: shape[2])).Distinct().ToArray();
        return sizes.Length == 1
            ? Append(name, new Operation.Concat(), inputs, new Shape(inputs.Sum(input => input.Output[0]), sizes[0].Height, sizes[0].Width))
            : throw new ArgumentException($"{name} concatenates maps of one size; its {inputs.Length} inputs give {string.Join(", ", inputs.Select(input => input.Output))}.");
    }

    /// <param name="right">Of the same shape, or [C], to scale the channels of a map.</param>
    public Layer Multiply(string name, Layer left, Layer right) =>
        left.Output.Equals(right.Output) || (left.Output.Rank == 3 && right.Output.Equals(new Shape(left.Output[0])))
            ? Append(name, new Operation.Multiply(), [left, right], left.Output)
            : throw new ArgumentException($"{name} multiplies equal shapes or scales channels; {left.Name} gives {left.Output}, {right.Name} {right.Output}.");

    /// <summary>Channels of a map [C, H, W], tokens [N, C] or a vector [C].</summary>
    private static int Channels(Layer input) => input.Output.Rank == 3 ? input.Output[0] : input.Output[^1];

    private static Shape Map(string name, Layer input) => input.Output.Rank == 3
        ? input.Output
        : throw new ArgumentException($"{name} needs a map [C, H, W]; {input.Name} gives {input.Output}.");

    private static int CeilingDivide(int value, int divisor) => (value + divisor - 1) / divisor;

    private Layer Norm(string name, Layer input, Operation operation, int channels) => Append(
        name,
        operation,
        [input],
        input.Output,
        new Parameter($"{name}.weight", [new(channels)], Initialization.Ones),
        new Parameter($"{name}.bias", [new(channels)], Initialization.Zeros));

    private Layer Append(string name, Operation operation, ImmutableArray<Layer> inputs, Shape output, params ImmutableArray<Parameter> parameters)
    {
        var layer = new Layer(name, operation, [.. inputs.Select(input => input.Name)], output, parameters);
        _layers.Add(layer);
        return layer;
    }
}
