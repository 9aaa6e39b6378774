using System.Collections.Immutable;
using NasStudio.Core.Networks;

namespace NasStudio.Core.Blocks;

/// <summary>
/// A kind of block: the layers that a stage repeats. It only turns choices into primitive layers; cost, training, export,
/// latency and diagram follow from those.
/// </summary>
public interface IBlock
{
    /// <summary>Its name in documents, for example "mbconv".</summary>
    string Kind { get; }

    /// <summary>What it may change of the map that enters.</summary>
    BlockReach Reach => BlockReach.WidthAndSize;

    /// <summary>
    /// What a stage of this kind may say beside name, block, stride, depth, width and activation. The searchable ones
    /// become decisions where they have more than one choice.
    /// </summary>
    ImmutableArray<BlockField> Fields { get; }

    /// <summary>The rules between fields that a stage breaks; none where it can be built whatever is chosen.</summary>
    IEnumerable<BlockFault> Check(StageScope stage);

    /// <summary>
    /// Appends the layers of one stage to the network. Input and output are maps [C, H, W]; the output has the stage's
    /// width and ⌈H / stride⌉ rows. Layer names begin with the stage's name and do not depend on the choices, so that
    /// subnets share their parameters; a parameter of a given name has the same initialization in every subnet.
    /// </summary>
    Layer Expand(NetworkBuilder network, StageChoices stage, Layer input);
}

/// <summary>What a block may change of the map that enters; a document says no width, stride or activation that goes beyond.</summary>
public enum BlockReach
{
    /// <summary>Not even an activation.</summary>
    Nothing,

    /// <summary>It may have a stride; no width, no activation.</summary>
    SizeWithoutActivation,

    /// <summary>It may have a stride and an activation.</summary>
    Size,

    /// <summary>Width, stride and activation.</summary>
    WidthAndSize,
}

/// <summary>A rule that a field of a stage breaks.</summary>
/// <param name="Field">Name of the field within the stage.</param>
/// <param name="Message">The value, the rule and the way out.</param>
public sealed record BlockFault(string Field, string Message);
