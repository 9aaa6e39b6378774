using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Networks;

namespace NasStudio.Core.Blocks;

/// <summary>One stage of one architecture.</summary>
/// <param name="Stride">1 or 2; belongs to the first layer of the stage.</param>
/// <param name="Width">Channels that leave the stage.</param>
/// <param name="Layers">What was chosen for each layer, first to last; as many as the depth.</param>
public sealed record StageChoices(string Name, int Stride, int Width, Activation Activation, ImmutableArray<LayerChoices> Layers);

/// <summary>The value of every field of one layer.</summary>
public sealed class LayerChoices(IReadOnlyDictionary<string, Choice> values)
{
    /// <exception cref="KeyNotFoundException">The block has no such field.</exception>
    public Choice this[string field] => values[field];

    /// <summary>A field that is a whole number.</summary>
    public int Whole(string field) => (int)Number(field);

    /// <summary>A field that is a number; 0 where it is a word.</summary>
    public double Number(string field) => values[field].Number ?? 0;
}

/// <summary>All that a stage may become, for the rules between its fields.</summary>
/// <param name="Widths">The choices of its width, those of the stage before where it says "previous".</param>
/// <param name="LargestMap">Side of the map that leaves the stage at the largest resolution.</param>
/// <param name="Fields">The choices of every field of the block.</param>
/// <param name="Stride">Of its first layer.</param>
public sealed record StageScope(IReadOnlyList<int> Widths, int LargestMap, IReadOnlyDictionary<string, IReadOnlyList<Choice>> Fields, int Stride = 1);
