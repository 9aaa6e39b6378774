using System.Collections.Immutable;
using NasStudio.Core.Decisions;

namespace NasStudio.Core.Sampling.Banks;

/// <summary>
/// Which of several subnets of one level is most worth a try (ElasticViT): the one that spends its MACs on the
/// width of its transformer stages rather than on their depth. A: its MACs with the anchor's widths there, B: its MACs with
/// the anchor's depths there; the smaller A − B, the more of its MACs are in width. Subnets of spaces without elastic
/// transformer stages are all alike.
/// </summary>
public sealed class Preference(SamplerSetting setting)
{
    private readonly DecisionSpace _space = setting.Space;

    public bool IsIndifferent => setting.TransformerWidths.IsEmpty && setting.TransformerDepths.IsEmpty;

    /// <summary>The smaller the better, in MACs.</summary>
    public long Score(Architecture architecture, Architecture anchor) =>
        setting.Macs(With(architecture, anchor, setting.TransformerWidths)) - setting.Macs(With(architecture, anchor, setting.TransformerDepths));

    /// <summary>The most preferred, the earliest among equals.</summary>
    public Architecture Best(IReadOnlyList<Architecture> candidates, Architecture anchor) =>
        IsIndifferent || candidates.Count == 1 ? candidates[0] : candidates.MinBy(candidate => Score(candidate, anchor))!;

    /// <summary>
    /// The architecture with some of the anchor's choices, those left out that a constraint forbids. Layers that a greater
    /// depth switches on repeat the first layer of their stage.
    /// </summary>
    public Architecture With(Architecture architecture, Architecture anchor, ImmutableArray<int> decisions)
    {
        var choices = architecture.Choices.ToArray();
        foreach (var decision in decisions)
        {
            var before = choices[decision];
            choices[decision] = anchor.Choices[decision];
            if (!_space.Satisfies(choices))
            {
                choices[decision] = before;
            }
        }

        for (var decision = 0; decision < choices.Length; decision++)
        {
            if (_space.IsActive(choices, decision) && !_space.IsActive(architecture.Choices.AsSpan(), decision) && FirstLayer(decision) is var first and >= 0)
            {
                choices[decision] = choices[first];
            }
        }

        return _space.Canonical(_space.Satisfies(choices) ? choices : architecture.Choices.AsSpan());
    }

    /// <summary>The same field of the stage's first layer ("vit.1.kernel" for "vit.3.kernel"); −1 where there is none.</summary>
    private int FirstLayer(int decision)
    {
        var parts = _space.Decisions[decision].Name.Split('.');
        var first = parts.Length == 3 ? _space.IndexOf($"{parts[0]}.1.{parts[2]}") : -1;
        return first >= 0 && _space.Decisions[first].Choices.Length == _space.Decisions[decision].Choices.Length ? first : -1;
    }
}
