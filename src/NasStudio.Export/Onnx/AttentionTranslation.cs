using NasStudio.Core.Networks;
using NasStudio.Export.Weights;

namespace NasStudio.Export.Onnx;

/// <summary>Attention in ONNX's basic operators: Q, K [batch, N, heads·d], V [batch, N, heads·v] → [batch, N, heads·v].</summary>
internal static class AttentionTranslation
{
    /// <param name="table">Relative positions, [heads, height, width].</param>
    public static void Write(GraphWriter graph, Layer layer, Operation.Attention attention, string[] inputs, string output, FloatTensor table)
    {
        var bias = graph.Constant($"{layer.Name}.bias", [attention.Heads, attention.Tokens(), attention.Tokens()], PositionBias(attention, table.Values));
        if (attention.Heads == 1)
        {
            // One head needs no splitting: eight nodes less, of which small networks feel every one.
            var turned = graph.Step("Transpose", layer.Name, "key", [inputs[1]], GraphWriter.Attribute("perm", 0, 2, 1));
            graph.Node("MatMul", output, [Weights(graph, layer, attention, inputs[0], turned, bias), inputs[2]]);
            return;
        }

        var query = Heads(graph, layer, attention, "query", inputs[0], attention.QueryKeyWidth, 0, 2, 1, 3);
        var key = Heads(graph, layer, attention, "key", inputs[1], attention.QueryKeyWidth, 0, 2, 3, 1);
        var value = Heads(graph, layer, attention, "value", inputs[2], attention.ValueWidth, 0, 2, 1, 3);
        var sums = graph.Step("MatMul", layer.Name, "sums", [Weights(graph, layer, attention, query, key, bias), value]);
        var merged = graph.Step("Transpose", layer.Name, "merged", [sums], GraphWriter.Attribute("perm", 0, 2, 1, 3));
        graph.Node("Reshape", output, [merged, graph.Constant($"{layer.Name}.shape", 0, attention.Tokens(), attention.Heads * attention.ValueWidth)]);
    }

    private static int Tokens(this Operation.Attention attention) => attention.Height * attention.Width;

    /// <summary>[batch, N, heads·width] → [batch, N, heads, width], permuted.</summary>
    private static string Heads(GraphWriter graph, Layer layer, Operation.Attention attention, string role, string input, int width, params long[] permutation)
    {
        var shape = graph.Constant($"{layer.Name}.{role}.shape", 0, attention.Tokens(), attention.Heads, width);
        var split = graph.Step("Reshape", layer.Name, $"{role}.split", [input, shape]);
        return graph.Step("Transpose", layer.Name, role, [split], GraphWriter.Attribute("perm", permutation));
    }

    /// <summary>softmax(Q Kᵀ / √QueryKeyWidth + B), K already transposed.</summary>
    private static string Weights(GraphWriter graph, Layer layer, Operation.Attention attention, string query, string key, string bias)
    {
        var factor = graph.Constant($"{layer.Name}.factor", [], [(float)(1 / Math.Sqrt(attention.QueryKeyWidth))]);
        var scores = graph.Step("MatMul", layer.Name, "scores", [query, key]);
        var scaled = graph.Step("Mul", layer.Name, "scaled", [scores, factor]);
        var biased = graph.Step("Add", layer.Name, "biased", [scaled, bias]);
        return graph.Step("Softmax", layer.Name, "weights", [biased], GraphWriter.Attribute("axis", -1));
    }

    /// <summary>B[h, i, j] = table[h, |yi − yj|, |xi − xj|] for all pairs of positions, row-major: [heads, N, N].</summary>
    private static float[] PositionBias(Operation.Attention attention, float[] table)
    {
        var (height, width, tokens) = (attention.Height, attention.Width, attention.Tokens());
        var bias = new float[attention.Heads * tokens * tokens];
        var index = 0;
        for (var head = 0; head < attention.Heads; head++)
        {
            for (var i = 0; i < tokens; i++)
            {
                for (var j = 0; j < tokens; j++)
                {
                    var (rows, columns) = (Math.Abs((i / width) - (j / width)), Math.Abs((i % width) - (j % width)));
                    bias[index++] = table[(((head * height) + rows) * width) + columns];
                }
            }
        }

        return bias;
    }
}
