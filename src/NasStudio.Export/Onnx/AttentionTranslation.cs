using NasStudio.Core.Networks;
using NasStudio.Export.Weights;

namespace NasStudio.Export.Onnx;

/// <summary>Attention in ONNX's basic operators: Q, K [batch, N, heads·d], V [batch, N, heads·v] → [batch, N, heads·v].</summary>
internal static class AttentionTranslation
{
    /// <param name="table">Relative positions, [heads, height, width].</param>
    public static void Write(GraphWriter graph, Layer layer, Operation.Attention attention, string[] inputs, string output, FloatTensor table)
    {
        var tokens = attention.Height * attention.Width;
        var query = Heads("query", inputs[0], attention.QueryKeyWidth, 0, 2, 1, 3);
        var key = Heads("key", inputs[1], attention.QueryKeyWidth, 0, 2, 3, 1);
        var value = Heads("value", inputs[2], attention.ValueWidth, 0, 2, 1, 3);

        var factor = graph.Constant($"{layer.Name}.factor", [], [(float)(1 / Math.Sqrt(attention.QueryKeyWidth))]);
        var bias = graph.Constant($"{layer.Name}.bias", [attention.Heads, tokens, tokens], PositionBias(attention, table.Values));
        var scores = graph.Step("MatMul", layer.Name, "scores", [query, key]);
        var scaled = graph.Step("Mul", layer.Name, "scaled", [scores, factor]);
        var biased = graph.Step("Add", layer.Name, "biased", [scaled, bias]);
        var weights = graph.Step("Softmax", layer.Name, "weights", [biased], GraphWriter.Attribute("axis", -1));
        var sums = graph.Step("MatMul", layer.Name, "sums", [weights, value]);
        var merged = graph.Step("Transpose", layer.Name, "merged", [sums], GraphWriter.Attribute("perm", 0, 2, 1, 3));
        graph.Node("Reshape", output, [merged, graph.Constant($"{layer.Name}.shape", 0, tokens, attention.Heads * attention.ValueWidth)]);

        string Heads(string role, string input, int width, params long[] permutation)
        {
            var shape = graph.Constant($"{layer.Name}.{role}.shape", 0, tokens, attention.Heads, width);
            var split = graph.Step("Reshape", layer.Name, $"{role}.split", [input, shape]);
            return graph.Step("Transpose", layer.Name, role, [split], GraphWriter.Attribute("perm", permutation));
        }
    }

    /// <summary>B[h, i, j] = table[h, |yi − yj|, |xi − xj|] for all pairs of positions, row-major: [heads, N, N].</summary>
    private static float[] PositionBias(Operation.Attention attention, float[] table)
    {
        var (height, width) = (attention.Height, attention.Width);
        var tokens = height * width;
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
