using System.Security.Cryptography;
using NasStudio.Core.Networks;
using NasStudio.Export.Onnx;
using NasStudio.Export.Weights;

namespace NasStudio.Export.Latency;

/// <summary>
/// The fixed network of about one million multiply-accumulates that every measured subnet is compared with. It mixes what
/// subnets are made of (strided, depthwise and pointwise convolutions, attention, linear layers), so that a busier or
/// slower moment of the machine slows both alike. Changing it makes all kept calibrations void, by its fingerprint.
/// </summary>
internal static class ReferenceNetwork
{
    public static Network Build()
    {
        var b = new NetworkBuilder(new(1, 28, 28, 10));
        var x = Unit(b, "stem", b.Convolution("stem.conv", b.Input, 16, 3, stride: 2));
        var y = Unit(b, "conv.expand", b.Convolution("conv.expand.conv", x, 48, 1));
        y = Unit(b, "conv.depthwise", b.Depthwise("conv.depthwise.conv", y, 3));
        x = b.Add("conv.add", x, b.BatchNorm("conv.project.norm", b.Convolution("conv.project.conv", y, 16, 1)));
        x = Unit(b, "reduce", b.Convolution("reduce.conv", x, 32, 3, stride: 2));
        x = b.ToTokens("tokens", x);
        var normed = b.LayerNorm("attention.norm", x);
        var (query, key, value) = (b.Linear("attention.query", normed, 32), b.Linear("attention.key", normed, 32), b.Linear("attention.value", normed, 32));
        var mixed = b.Attention("attention.mix", query, key, value, 2, 7, 7);
        x = b.Add("attention.add", x, b.Linear("attention.project", mixed, 32));
        b.Linear("head", b.Mean("mean", x), 10);
        return b.Build();
    }

    /// <summary>The network's model file: always the same bytes.</summary>
    public static byte[] Onnx() => OnnxWriter.Write(Build(), FreshWeights.Of(Build(), "latency reference"));

    /// <summary>Short, printable, and different for every change of the model.</summary>
    public static string Fingerprint(byte[] onnx) => Convert.ToHexStringLower(SHA256.HashData(onnx))[..16];

    private static Layer Unit(NetworkBuilder b, string name, Layer convolution) =>
        b.Activate($"{name}.act", b.BatchNorm($"{name}.norm", convolution), Activation.HSwish);
}
