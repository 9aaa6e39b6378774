using System.Collections.Immutable;
using NasStudio.Core.Costs;
using NasStudio.Core.Decisions;
using NasStudio.Core.Networks;
using NasStudio.Core.Randomness;
using NasStudio.Core.Sampling;

namespace NasStudio.Torch.Tests;

/// <summary>A small space written by hand, with every primitive layer and both kinds of shortcut.</summary>
internal sealed class ToySpace
{
    private static readonly ImmutableArray<Choice> Flag = [new Choice("no"), new Choice("yes")];

    public static NetworkInput Input { get; } = new(1, 12, 12, 4);

    public DecisionSpace Decisions { get; } = new(
    [
        new Decision("resolution", [new Choice(8), new Choice(12)]),
        new Decision("conv.depth", [new Choice(1), new Choice(2)]),
        new Decision("conv.width", [new Choice(4), new Choice(8)]),
        new Decision("conv.expand", [new Choice(2), new Choice(3)]),
        new Decision("conv.kernel", [new Choice(3), new Choice(5)]),
        new Decision("conv.squeeze", Flag),
        new Decision("vit.width", [new Choice(8), new Choice(16)]),
        new Decision("vit.depth", [new Choice(1), new Choice(2)]),
    ]);

    public Architecture Smallest => Decisions.Canonical(new int[Decisions.Decisions.Length]);

    public Architecture Largest => Decisions.Canonical([.. Decisions.Decisions.Select(decision => decision.Choices.Length - 1)]);

    /// <summary>For samplers: 8 steps an epoch.</summary>
    public SamplerSetting Setting(long steps, ulong seed) =>
        new(Decisions, Smallest, Largest, architecture => NetworkCost.MacsOf(Expand(architecture)), steps, StepsPerEpoch: 8, seed)
        {
            TransformerWidths = [Decisions.IndexOf("vit.width")],
            TransformerDepths = [Decisions.IndexOf("vit.depth")],
        };

    public IEnumerable<Network> CoveringNetworks => Random(200, 99).Append(Largest).Select(Expand);

    public IEnumerable<Architecture> Random(int count, ulong seed)
    {
        var random = new SeededRandom(seed, "architectures");
        for (var i = 0; i < count; i++)
        {
            yield return Decisions.Canonical([.. Decisions.Decisions.Select(decision => random.NextInt(decision.Choices.Length))]);
        }
    }

    public Network Expand(Architecture architecture)
    {
        var builder = new NetworkBuilder(Input);
        var resolution = Number(architecture, "resolution");
        var map = resolution == Input.Height ? builder.Input : builder.Resize("resize", builder.Input, resolution, resolution);
        map = builder.Activate("stem.act", builder.BatchNorm("stem.norm", builder.Convolution("stem.conv", map, 4, 3, 2)), Activation.HSwish);
        for (var i = 1; i <= Number(architecture, "conv.depth"); i++)
        {
            map = MobileBlock(builder, $"conv.{i}", map, architecture, stride: i == 1 ? 2 : 1);
        }

        var (height, width) = (map.Output[1], map.Output[2]);
        var channels = Number(architecture, "vit.width");
        map = builder.Convolution("vit.reduce", map, channels, 1);
        var tokens = builder.ToTokens("vit.tokens", map);
        for (var i = 1; i <= Number(architecture, "vit.depth"); i++)
        {
            tokens = TransformerBlock(builder, $"vit.{i}", tokens, height, width);
        }

        var head = builder.BatchNorm("head.norm", builder.Linear("head.widen", tokens, 24, bias: false));
        head = builder.Mean("head.mean", builder.Activate("head.act", head, Activation.Swish));
        builder.Linear("head.classify", head, Input.Classes);
        return builder.Build();
    }

    private static Layer TransformerBlock(NetworkBuilder builder, string name, Layer tokens, int height, int width)
    {
        var channels = tokens.Output[1];
        var heads = channels / 4;
        var norm = builder.LayerNorm($"{name}.norm", tokens);
        var query = builder.Linear($"{name}.query", norm, channels, bias: false);
        var key = builder.Linear($"{name}.key", norm, channels, bias: false);
        var value = builder.Linear($"{name}.value", norm, 2 * channels, bias: false);
        var branch = builder.Depthwise($"{name}.branch", builder.ToMap($"{name}.map", value, height, width), 3);
        value = builder.Add($"{name}.values", value, builder.ToTokens($"{name}.branched", branch));
        var attended = builder.Attention($"{name}.attention", query, key, value, heads, height, width);
        tokens = builder.Add($"{name}.add", tokens, builder.Linear($"{name}.project", attended, channels));
        var wide = builder.Activate($"{name}.act", builder.Linear($"{name}.widen", builder.LayerNorm($"{name}.norm2", tokens), 2 * channels), Activation.HSwish);
        return builder.Add($"{name}.add2", tokens, builder.Linear($"{name}.narrow", wide, channels));
    }

    private Layer MobileBlock(NetworkBuilder builder, string name, Layer input, Architecture architecture, int stride)
    {
        var width = Number(architecture, "conv.width");
        var inner = input.Output[0] * Number(architecture, "conv.expand");
        var map = builder.Convolution($"{name}.expand", input, inner, 1);
        map = builder.Activate($"{name}.expand.act", builder.BatchNorm($"{name}.expand.norm", map), Activation.Relu);
        map = builder.BatchNorm($"{name}.depthwise.norm", builder.Depthwise($"{name}.depthwise", map, Number(architecture, "conv.kernel"), stride));
        if (Decisions.ChoiceOf(architecture, Decisions.IndexOf("conv.squeeze"))!.Text == "yes")
        {
            var squeezed = builder.Linear($"{name}.squeeze", builder.Mean($"{name}.mean", map), inner / 4);
            var gate = builder.Linear($"{name}.excite", builder.Activate($"{name}.squeeze.act", squeezed, Activation.Relu), inner);
            map = builder.Multiply($"{name}.scale", map, builder.Activate($"{name}.gate", gate, Activation.HSigmoid));
        }

        map = builder.BatchNorm($"{name}.project.norm", builder.Convolution($"{name}.project", map, width, 1));
        var shortcut = stride == 1 && input.Output[0] == width
            ? input
            : builder.Convolution($"{name}.shortcut", stride == 1 ? input : builder.AveragePool($"{name}.pool", input, kernel: stride, stride), width, 1);
        return builder.Add($"{name}.add", map, shortcut);
    }

    private int Number(Architecture architecture, string decision) =>
        (int)Decisions.ChoiceOf(architecture, Decisions.IndexOf(decision))!.Number!.Value;
}
