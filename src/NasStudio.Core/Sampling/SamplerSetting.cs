using System.Collections.Immutable;
using NasStudio.Core.Costs;
using NasStudio.Core.Decisions;
using NasStudio.Core.Networks;
using NasStudio.Core.Spaces;

namespace NasStudio.Core.Sampling;

/// <summary>What a sampler is made for: a space, its costs and the length of the training.</summary>
/// <param name="Macs">Multiply-accumulates of an architecture, one image.</param>
/// <param name="Steps">Of the whole training.</param>
/// <param name="StepsPerEpoch">At least 1.</param>
public sealed record SamplerSetting(
    DecisionSpace Space,
    Architecture Smallest,
    Architecture Largest,
    Func<Architecture, long> Macs,
    long Steps,
    long StepsPerEpoch,
    ulong Seed)
{
    /// <summary>Indices of the decisions on the width and on the depth of transformer stages, where width is worth more than depth.</summary>
    public ImmutableArray<int> TransformerWidths { get; init; } = [];

    /// <inheritdoc cref="TransformerWidths"/>
    public ImmutableArray<int> TransformerDepths { get; init; } = [];

    /// <summary>The setting of a search space, for images of one shape.</summary>
    public static SamplerSetting Of(SearchSpace space, NetworkInput input, long steps, long stepsPerEpoch, ulong seed)
    {
        var transformers = space.Document.Stages.Where(stage => stage.Block == "transformer").Select(stage => stage.Name).ToList();
        return new(
            space.Decisions,
            space.Smallest,
            space.Largest,
            architecture => NetworkCost.MacsOf(space.Expand(architecture, input)),
            steps,
            stepsPerEpoch,
            seed)
        {
            TransformerWidths = Decisions("width"),
            TransformerDepths = Decisions("depth"),
        };

        // A field with one choice is no decision.
        ImmutableArray<int> Decisions(string field) =>
            [.. transformers.Select(stage => space.Decisions.IndexOf($"{stage}.{field}")).Where(index => index >= 0)];
    }
}
