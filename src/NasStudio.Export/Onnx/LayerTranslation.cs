using NasStudio.Core.Networks;
using NasStudio.Export.Weights;

namespace NasStudio.Export.Onnx;

/// <summary>Writes single layers as ONNX nodes. Samples [C, H, W], [N, C] and [C] get a batch axis in front.</summary>
internal sealed class LayerTranslation(Network network, IReadOnlyDictionary<string, FloatTensor> weights, GraphWriter graph)
{
    // In a shape that Reshape takes, 0 keeps the input's size: so the batch stays free.
    private const long KeepBatch = 0;

    /// <summary>Appends the nodes of a layer, the last of which gives the value <paramref name="output"/>.</summary>
    /// <param name="inputs">Names of the values that the layer reads.</param>
    /// <param name="folded">The batch norm to be folded into a convolution or linear layer, if any.</param>
    public void Write(Layer layer, string[] inputs, string output, BatchNormAffine? folded)
    {
        switch (layer.Operation)
        {
            case Operation.Resize resize:
                Resize(layer, resize, inputs[0], output);
                break;
            case Operation.Convolution convolution:
                Convolution(layer, convolution, inputs[0], output, folded);
                break;
            case Operation.Linear linear:
                Linear(layer, linear, inputs[0], output, folded);
                break;
            case Operation.BatchNorm norm:
                BatchNorm(layer, norm, inputs[0], output);
                break;
            case Operation.LayerNorm norm:
                graph.Node("LayerNormalization", output, [inputs[0], Parameter(layer, "weight"), Parameter(layer, "bias")], GraphWriter.Attribute("axis", -1), GraphWriter.Attribute("epsilon", norm.Epsilon));
                break;
            case Operation.Attention attention:
                AttentionTranslation.Write(graph, layer, attention, inputs, output, weights[layer.Parameter("bias").Name]);
                break;
            case Operation.Activate activate:
                Activate(layer, activate.Activation, inputs[0], output);
                break;
            case Operation.AveragePool pool:
                AveragePool(pool, inputs[0], output);
                break;
            case Operation.Mean:
                Mean(layer, inputs[0], output);
                break;
            case Operation.ToTokens:
                ToTokens(layer, inputs[0], output);
                break;
            case Operation.ToMap map:
                ToMap(layer, map, inputs[0], output);
                break;
            case Operation.Zero:
                graph.Node("ConstantOfShape", output, [graph.Step("Shape", layer.Name, "shape", [inputs[0]])]);
                break;
            case Operation.Add:
                graph.Node("Add", output, inputs);
                break;
            case Operation.Concat:
                graph.Node("Concat", output, inputs, GraphWriter.Attribute("axis", 1));
                break;
            case Operation.Multiply:
                Multiply(layer, inputs, output);
                break;
            default:
                throw new NotSupportedException($"{layer.Name}: there is no ONNX translation of {layer.Operation}.");
        }
    }

    /// <summary>By target sizes, not by factors, whose rounding could miss a row; so the batch is read from the input.</summary>
    private void Resize(Layer layer, Operation.Resize resize, string input, string output)
    {
        var batch = graph.Step("Shape", layer.Name, "batch", [input], GraphWriter.Attribute("start", 0), GraphWriter.Attribute("end", 1));
        var map = graph.Constant($"{layer.Name}.map", layer.Output[0], resize.Height, resize.Width);
        var sizes = graph.Step("Concat", layer.Name, "sizes", [batch, map], GraphWriter.Attribute("axis", 0));
        graph.Node(
            "Resize",
            output,
            [input, "", "", sizes],
            GraphWriter.Attribute("mode", "linear"),
            GraphWriter.Attribute("coordinate_transformation_mode", "half_pixel"));
    }

    private void Convolution(Layer layer, Operation.Convolution convolution, string input, string output, BatchNormAffine? folded)
    {
        var weight = weights[layer.Parameter("weight").Name];
        List<string> inputs = [input, graph.Constant($"{layer.Name}.weight", weight.Shape, folded?.ScaleRows(weight) ?? weight.Values)];
        if (folded is not null)
        {
            inputs.Add(graph.Constant($"{layer.Name}.bias", [weight.Shape[0]], folded.ScaleBias(null)));
        }

        long padding = (convolution.Kernel - 1) / 2;
        graph.Node(
            "Conv",
            output,
            inputs,
            GraphWriter.Attribute("kernel_shape", convolution.Kernel, convolution.Kernel),
            GraphWriter.Attribute("strides", convolution.Stride, convolution.Stride),
            GraphWriter.Attribute("pads", padding, padding, padding, padding),
            GraphWriter.Attribute("group", convolution.Groups));
    }

    private void Linear(Layer layer, Operation.Linear linear, string input, string output, BatchNormAffine? folded)
    {
        var weight = weights[layer.Parameter("weight").Name];
        var rows = folded?.ScaleRows(weight) ?? weight.Values;
        var bias = linear.Bias ? weights[layer.Parameter("bias").Name].Values : null;
        bias = folded?.ScaleBias(bias) ?? bias;
        var (outputs, width) = (weight.Shape[0], weight.Shape[1]);
        if (layer.Output.Rank == 1)
        {
            List<string> inputs = [input, graph.Constant($"{layer.Name}.weight", weight.Shape, rows)];
            if (bias is not null)
            {
                inputs.Add(graph.Constant($"{layer.Name}.bias", [outputs], bias));
            }

            graph.Node("Gemm", output, inputs, GraphWriter.Attribute("transB", 1));
            return;
        }

        // Tokens: MatMul wants [in, out], and has no bias of its own.
        var transposed = graph.Constant($"{layer.Name}.weight", [width, outputs], Transposed(rows, outputs, width));
        if (bias is null)
        {
            graph.Node("MatMul", output, [input, transposed]);
            return;
        }

        var product = graph.Step("MatMul", layer.Name, "product", [input, transposed]);
        graph.Node("Add", output, [product, graph.Constant($"{layer.Name}.bias", [outputs], bias)]);
    }

    /// <summary>A batch norm that could not be folded. ONNX's own one wants channels in second place, which tokens lack.</summary>
    private void BatchNorm(Layer layer, Operation.BatchNorm norm, string input, string output)
    {
        if (layer.Output.Rank == 2)
        {
            var affine = BatchNormAffine.Of(layer, weights);
            var scale = graph.Constant($"{layer.Name}.scale", [affine.Scale.Length], [.. affine.Scale.Select(value => (float)value)]);
            var shift = graph.Constant($"{layer.Name}.shift", [affine.Shift.Length], [.. affine.Shift.Select(value => (float)value)]);
            graph.Node("Add", output, [graph.Step("Mul", layer.Name, "scaled", [input, scale]), shift]);
            return;
        }

        graph.Node(
            "BatchNormalization",
            output,
            [input, Parameter(layer, "weight"), Parameter(layer, "bias"), Statistic(layer, "mean"), Statistic(layer, "var")],
            GraphWriter.Attribute("epsilon", norm.Epsilon));
    }

    private void Activate(Layer layer, Activation activation, string input, string output)
    {
        switch (activation)
        {
            case Activation.Relu:
                graph.Node("Relu", output, [input]);
                break;
            case Activation.HSwish:
                graph.Node("HardSwish", output, [input]);
                break;
            case Activation.HSigmoid:
                graph.Node("HardSigmoid", output, [input], GraphWriter.Attribute("alpha", 1.0 / 6), GraphWriter.Attribute("beta", 0.5));
                break;
            case Activation.Swish:
                graph.Node("Mul", output, [input, graph.Step("Sigmoid", layer.Name, "sigmoid", [input])]);
                break;
            default:
                throw new NotSupportedException($"{layer.Name}: there is no ONNX translation of the activation {activation}.");
        }
    }

    private void AveragePool(Operation.AveragePool pool, string input, string output) => graph.Node(
        "AveragePool",
        output,
        [input],
        GraphWriter.Attribute("kernel_shape", pool.Kernel, pool.Kernel),
        GraphWriter.Attribute("strides", pool.Stride, pool.Stride),
        GraphWriter.Attribute("pads", pool.Padding, pool.Padding, pool.Padding, pool.Padding),
        GraphWriter.Attribute("ceil_mode", 1),
        GraphWriter.Attribute("count_include_pad", 0));

    private void Mean(Layer layer, string input, string output)
    {
        if (network[layer.Inputs[0]].Output.Rank == 3)
        {
            graph.Node("Flatten", output, [graph.Step("GlobalAveragePool", layer.Name, "pooled", [input])], GraphWriter.Attribute("axis", 1));
            return;
        }

        graph.Node("ReduceMean", output, [input], GraphWriter.Attribute("axes", [1]), GraphWriter.Attribute("keepdims", 0));
    }

    private void ToTokens(Layer layer, string input, string output)
    {
        var flat = Reshape(layer, "flat", input, layer.Output[1], layer.Output[0]);
        graph.Node("Transpose", output, [flat], GraphWriter.Attribute("perm", 0, 2, 1));
    }

    private void ToMap(Layer layer, Operation.ToMap map, string input, string output)
    {
        var transposed = graph.Step("Transpose", layer.Name, "transposed", [input], GraphWriter.Attribute("perm", 0, 2, 1));
        graph.Node("Reshape", output, [transposed, graph.Constant($"{layer.Name}.shape", KeepBatch, layer.Output[0], map.Height, map.Width)]);
    }

    private void Multiply(Layer layer, string[] inputs, string output)
    {
        var shapes = network.InputShapes(layer).ToArray();
        var scalesChannels = shapes[0].Rank == 3 && shapes[1].Rank == 1;
        var right = scalesChannels ? Reshape(layer, "channels", inputs[1], shapes[1][0], 1, 1) : inputs[1];
        graph.Node("Mul", output, [inputs[0], right]);
    }

    private string Reshape(Layer layer, string step, string input, params long[] sizes) =>
        graph.Step("Reshape", layer.Name, step, [input, graph.Constant($"{layer.Name}.{step}.shape", [KeepBatch, .. sizes])]);

    private string Parameter(Layer layer, string role) => Constant(layer.Parameter(role).Name);

    private string Statistic(Layer layer, string role) => Constant($"{layer.Name}.{role}");

    private string Constant(string name) => graph.Constant(name, weights[name].Shape, weights[name].Values);

    private static float[] Transposed(float[] matrix, int rows, int columns)
    {
        var transposed = new float[matrix.Length];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                transposed[(j * rows) + i] = matrix[(i * columns) + j];
            }
        }

        return transposed;
    }
}
