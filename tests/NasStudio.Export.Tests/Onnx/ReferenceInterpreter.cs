using NasStudio.Core.Networks;
using NasStudio.Export.Weights;

namespace NasStudio.Export.Tests.Onnx;

/// <summary>
/// Computes a network by plain loops in double precision, straight from the definitions beside each <see cref="Operation"/>;
/// shares nothing with the writer. One sample at a time, row-major.
/// </summary>
internal sealed class ReferenceInterpreter(Network network, IReadOnlyDictionary<string, FloatTensor> weights)
{
    public double[] Run(double[] image)
    {
        var values = new Dictionary<string, double[]>();
        foreach (var layer in network.Layers)
        {
            var inputs = layer.Inputs.Select(name => values[name]).ToArray();
            var shapes = network.InputShapes(layer).ToArray();
            values[layer.Name] = layer.Operation switch
            {
                Operation.Input => image,
                Operation.Resize => Resize(inputs[0], shapes[0], layer.Output),
                Operation.Convolution convolution => Convolution(layer, convolution, inputs[0], shapes[0]),
                Operation.BatchNorm norm => BatchNorm(layer, norm, inputs[0]),
                Operation.LayerNorm norm => LayerNorm(layer, norm, inputs[0]),
                Operation.Linear linear => Linear(layer, linear, inputs[0]),
                Operation.Attention attention => Attention(layer, attention, inputs),
                Operation.Activate activate => [.. inputs[0].Select(value => Activate(activate.Activation, value))],
                Operation.AveragePool pool => AveragePool(pool, inputs[0], shapes[0], layer.Output),
                Operation.Mean => Mean(inputs[0], shapes[0]),
                Operation.ToTokens => Permute(inputs[0], shapes[0][0]),
                Operation.ToMap => Permute(inputs[0], shapes[0][0]),
                Operation.Zero => new double[inputs[0].Length],
                Operation.Add => [.. inputs[0].Zip(inputs[1], (left, right) => left + right)],
                Operation.Concat => [.. inputs.SelectMany(input => input)],
                Operation.Multiply => Multiply(inputs, shapes),
                _ => throw new NotSupportedException($"{layer.Operation}"),
            };
            Assert.Equal(layer.Output.Elements, values[layer.Name].Length);
        }

        return values[network.Layers[^1].Name];
    }

    private float[] Weight(Layer layer, string role) => weights[$"{layer.Name}.{role}"].Values;

    private static double[] Resize(double[] input, Shape source, Shape target)
    {
        var (height, width) = (source[1], source[2]);
        return
        [
            .. from c in Enumerable.Range(0, target[0])
               from y in Enumerable.Range(0, target[1])
               from x in Enumerable.Range(0, target[2])
               select At(c, ((y + 0.5) * height / target[1]) - 0.5, ((x + 0.5) * width / target[2]) - 0.5),
        ];

        double At(int c, double y, double x)
        {
            (y, x) = (Math.Clamp(y, 0, height - 1), Math.Clamp(x, 0, width - 1));
            var (top, left) = ((int)y, (int)x);
            var (bottom, right) = (Math.Min(top + 1, height - 1), Math.Min(left + 1, width - 1));
            double Pixel(int row, int column) => input[(((c * height) + row) * width) + column];
            var upper = Pixel(top, left) + ((Pixel(top, right) - Pixel(top, left)) * (x - left));
            var lower = Pixel(bottom, left) + ((Pixel(bottom, right) - Pixel(bottom, left)) * (x - left));
            return upper + ((lower - upper) * (y - top));
        }
    }

    private double[] Convolution(Layer layer, Operation.Convolution operation, double[] input, Shape shape)
    {
        var weight = Weight(layer, "weight");
        var (channels, height, width) = (shape[0], shape[1], shape[2]);
        var (outputs, rows, columns) = (layer.Output[0], layer.Output[1], layer.Output[2]);
        var (kernel, inGroup, outGroup) = (operation.Kernel, channels / operation.Groups, outputs / operation.Groups);
        var result = new double[outputs * rows * columns];
        for (var o = 0; o < outputs; o++)
        {
            for (var y = 0; y < rows; y++)
            {
                for (var x = 0; x < columns; x++)
                {
                    var sum = 0.0;
                    for (var i = 0; i < inGroup; i++)
                    {
                        for (var ky = 0; ky < kernel; ky++)
                        {
                            for (var kx = 0; kx < kernel; kx++)
                            {
                                var row = (y * operation.Stride) + ky - (kernel / 2);
                                var column = (x * operation.Stride) + kx - (kernel / 2);
                                if (row >= 0 && row < height && column >= 0 && column < width)
                                {
                                    var channel = (o / outGroup * inGroup) + i;
                                    sum += input[(((channel * height) + row) * width) + column] * weight[(((((o * inGroup) + i) * kernel) + ky) * kernel) + kx];
                                }
                            }
                        }
                    }

                    result[(((o * rows) + y) * columns) + x] = sum;
                }
            }
        }

        return result;
    }

    private double[] BatchNorm(Layer layer, Operation.BatchNorm operation, double[] input)
    {
        var (weight, bias, mean, variance) = (Weight(layer, "weight"), Weight(layer, "bias"), Weight(layer, "mean"), Weight(layer, "var"));
        var positions = layer.Output.Rank == 3 ? layer.Output[1] * layer.Output[2] : 1;
        return [.. input.Select((value, i) => Normalised(value, i / positions % weight.Length))];

        double Normalised(double value, int c) => ((value - mean[c]) / Math.Sqrt(variance[c] + operation.Epsilon) * weight[c]) + bias[c];
    }

    private double[] LayerNorm(Layer layer, Operation.LayerNorm operation, double[] input)
    {
        var (weight, bias) = (Weight(layer, "weight"), Weight(layer, "bias"));
        return
        [
            .. input.Chunk(weight.Length).SelectMany(token =>
            {
                var mean = token.Average();
                var deviation = Math.Sqrt(token.Average(value => (value - mean) * (value - mean)) + operation.Epsilon);
                return token.Select((value, c) => ((value - mean) / deviation * weight[c]) + bias[c]);
            }),
        ];
    }

    private double[] Linear(Layer layer, Operation.Linear operation, double[] input)
    {
        var weight = Weight(layer, "weight");
        var outputs = layer.Output[^1];
        var width = weight.Length / outputs;
        var bias = operation.Bias ? Weight(layer, "bias") : new float[outputs];
        return
        [
            .. from token in input.Chunk(width)
               from o in Enumerable.Range(0, outputs)
               select bias[o] + token.Select((value, i) => value * weight[(o * width) + i]).Sum(),
        ];
    }

    private double[] Attention(Layer layer, Operation.Attention operation, double[][] inputs)
    {
        var table = Weight(layer, "bias");
        var (heads, d, v, width) = (operation.Heads, operation.QueryKeyWidth, operation.ValueWidth, operation.Width);
        var tokens = operation.Height * width;
        var result = new double[tokens * heads * v];
        for (var head = 0; head < heads; head++)
        {
            for (var i = 0; i < tokens; i++)
            {
                var scores = new double[tokens];
                for (var j = 0; j < tokens; j++)
                {
                    var product = Enumerable.Range(0, d).Sum(k => inputs[0][(i * heads * d) + (head * d) + k] * inputs[1][(j * heads * d) + (head * d) + k]);
                    var (rows, columns) = (Math.Abs((i / width) - (j / width)), Math.Abs((i % width) - (j % width)));
                    scores[j] = Math.Exp((product / Math.Sqrt(d)) + table[(((head * operation.Height) + rows) * width) + columns]);
                }

                for (var k = 0; k < v; k++)
                {
                    result[(i * heads * v) + (head * v) + k] = scores.Select((score, j) => score * inputs[2][(j * heads * v) + (head * v) + k]).Sum() / scores.Sum();
                }
            }
        }

        return result;
    }

    private static double Activate(Activation activation, double x) => activation switch
    {
        Activation.Relu => Math.Max(0, x),
        Activation.HSwish => x * Math.Clamp(x + 3, 0, 6) / 6,
        Activation.HSigmoid => Math.Clamp(x + 3, 0, 6) / 6,
        Activation.Swish => x / (1 + Math.Exp(-x)),
        _ => throw new NotSupportedException($"{activation}"),
    };

    private static double[] AveragePool(Operation.AveragePool pool, double[] input, Shape source, Shape target) =>
    [
        .. from c in Enumerable.Range(0, target[0])
           from y in Enumerable.Range(0, target[1])
           from x in Enumerable.Range(0, target[2])
           select (from row in Enumerable.Range((y * pool.Stride) - pool.Padding, pool.Kernel)
                   from column in Enumerable.Range((x * pool.Stride) - pool.Padding, pool.Kernel)
                   where row >= 0 && row < source[1] && column >= 0 && column < source[2]
                   select input[(((c * source[1]) + row) * source[2]) + column]).Average(),
    ];

    private static double[] Mean(double[] input, Shape shape) => shape.Rank == 3
        ? [.. input.Chunk(shape[1] * shape[2]).Select(channel => channel.Average())]
        : [.. Enumerable.Range(0, shape[1]).Select(c => input.Chunk(shape[1]).Average(token => token[c]))];

    /// <summary>[rows, columns] → [columns, rows].</summary>
    private static double[] Permute(double[] input, int rows)
    {
        var columns = input.Length / rows;
        return [.. from column in Enumerable.Range(0, columns) from row in Enumerable.Range(0, rows) select input[(row * columns) + column]];
    }

    private static double[] Multiply(double[][] inputs, Shape[] shapes)
    {
        if (shapes[0].Equals(shapes[1]))
        {
            return [.. inputs[0].Zip(inputs[1], (left, right) => left * right)];
        }

        var positions = shapes[0][1] * shapes[0][2];
        return [.. inputs[0].Select((value, i) => value * inputs[1][i / positions])];
    }
}
