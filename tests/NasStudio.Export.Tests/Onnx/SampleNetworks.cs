using NasStudio.Core.Networks;
using NasStudio.Core.Randomness;

namespace NasStudio.Export.Tests.Onnx;

/// <summary>Small networks built by hand with random sizes, which together hold every primitive in every form it can take.</summary>
internal static class SampleNetworks
{
    public static Network[] All(int count)
    {
        var random = new SeededRandom(7, "sample networks");
        return [.. Enumerable.Range(0, count).SelectMany(_ => new[] { Convolutional(random), Tokens(random), Unfoldable(random) })];
    }

    /// <summary>
    /// Resize, strided and grouped convolutions, squeeze-and-excitation, a pooled shortcut, a fresh residual branch, and of
    /// a cell: what comes of zeros, and a layer that nothing reads.
    /// </summary>
    private static Network Convolutional(SeededRandom random)
    {
        var b = new NetworkBuilder(new(1 + random.NextInt(3), 6 + random.NextInt(6), 6 + random.NextInt(6), 2 + random.NextInt(4)));
        var x = b.Resize("resize", b.Input, 5 + random.NextInt(8), 5 + random.NextInt(8));
        var stem = b.Activate("stem.act", b.BatchNorm("stem.norm", b.Convolution("stem.conv", x, 8, 3, 1 + random.NextInt(2))), Any(random));
        var stride = 1 + random.NextInt(3);
        var y = b.Activate("a.act", b.BatchNorm("a.norm", b.Depthwise("a.dw", stem, 3 + (2 * random.NextInt(3)), stride)), Any(random));
        var gate = b.Activate("a.se.act", b.Linear("a.se.reduce", b.Mean("a.se.mean", y), 3), Activation.Relu);
        gate = b.Activate("a.se.gate", b.Linear("a.se.expand", gate, 8), Activation.HSigmoid);
        y = b.BatchNorm("a.project.norm", b.Convolution("a.project", b.Multiply("a.se", y, gate), 8, 1, groups: 2));
        x = b.Add("a.add", y, b.AveragePool("a.shortcut", stem, kernel: stride + (2 * random.NextInt(2)), stride));
        x = b.Add("b.add", x, b.BatchNorm("b.norm", b.Convolution("b.conv", x, 8, 3)));
        b.BatchNorm("unread.norm", b.Convolution("unread.conv", x, 8, 1));
        x = b.Add("c.add", x, b.BatchNorm("c.norm", b.Convolution("c.conv", b.Zero("c.zero", x), 8, 1)));
        x = b.Concat("d.concat", x, b.BatchNorm("d.norm", b.Convolution("d.conv", x, 3, 1)), x);
        b.Linear("head", b.Mean("mean", x), b.Input.Output[0] + 2);
        return b.Build();
    }

    /// <summary>Tokens and back: attention of wider values, layer norm, batch norm on tokens folded into linear layers.</summary>
    private static Network Tokens(SeededRandom random)
    {
        var b = new NetworkBuilder(new(4, 1 + random.NextInt(5), 1 + random.NextInt(5), 3));
        var (height, width) = (b.Input.Output[1], b.Input.Output[2]);
        var heads = 1 + random.NextInt(3);
        var (d, v) = (2 + random.NextInt(4), 2 + random.NextInt(6));
        var x = b.ToTokens("tokens", b.Input);
        var normed = b.LayerNorm("norm", x);
        var query = b.Linear("query", normed, heads * d, bias: false);
        var value = b.BatchNorm("value.norm", b.Linear("value", normed, heads * v, bias: random.NextBool()));
        var mixed = b.Attention("attention", query, b.Linear("key", normed, heads * d), value, heads, height, width);
        x = b.Add("add", x, b.Linear("project", mixed, 4));
        x = b.ToTokens("again", b.Convolution("local", b.ToMap("map", x, height, width), 4, 3));
        var pooled = b.Mean("pooled", x);
        pooled = b.Multiply("scaled", pooled, b.Activate("gate", b.Linear("squeeze", pooled, 4, bias: false), Activation.Swish));
        var head = b.Activate("head.act", b.BatchNorm("head.norm", b.Linear("head", pooled, 6)), Any(random));
        b.BatchNorm("last", b.Linear("classes", head, 3, bias: random.NextBool()));
        return b.Build();
    }

    /// <summary>Batch norms that cannot be folded (on a map, on tokens, on a vector), and names that ONNX values take.</summary>
    private static Network Unfoldable(SeededRandom random)
    {
        var b = new NetworkBuilder(new(2, 4, 3 + random.NextInt(4), 2));
        var shared = b.Convolution("logits", b.BatchNorm("first", b.Input), 4, 3);
        var x = b.Multiply("product", b.BatchNorm("shared.norm", shared), b.Activate("shared.act", shared, Any(random)));
        var tokens = b.BatchNorm("tokens.norm", b.ToTokens("tokens", x));
        var linear = b.Linear("linear", tokens, 4);
        var vector = b.Mean("mean", b.Add("sum", b.BatchNorm("linear.norm", linear), linear));
        b.Activate("last", b.BatchNorm("vector.norm", vector), Any(random));
        return b.Build();
    }

    private static Activation Any(SeededRandom random) => Enum.GetValues<Activation>()[random.NextInt(4)];
}
