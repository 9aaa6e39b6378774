using NasStudio.Core.Blocks;
using NasStudio.Core.Decisions;
using NasStudio.Core.Documents;
using NasStudio.Core.Networks;

namespace NasStudio.Core.Spaces;

/// <summary>A search space as it is written in JSON (README, "Search spaces"). Compares by value.</summary>
public sealed record SearchSpaceDocument
{
    public const int SchemaVersion = 1;

    public required string Name { get; init; }

    /// <summary>Classes that the logits have where no data set says otherwise.</summary>
    public int Classes { get; init; } = 10;

    public required InputDocument Input { get; init; }

    public required StemDocument Stem { get; init; }

    /// <summary>Empty where there is a cell or a body.</summary>
    public required ValueList<StageDocument> Stages { get; init; }

    /// <summary>What stands in place of stages in a cell space; null elsewhere.</summary>
    public CellDocument? Cell { get; init; }

    /// <summary>What stands in place of stages in a composed space; null elsewhere.</summary>
    public SeriesDocument? Body { get; init; }

    public required HeadDocument Head { get; init; }

    public Tie Tie { get; init; }

    public ValueList<ConstraintDocument> Constraints { get; init; } = [];

    /// <summary>A <see cref="Costs.PaperCount"/>: how the source of the space counts multiply-accumulates; null: as we do.</summary>
    public string? PaperCount { get; init; }
}

/// <summary>Whether the layers of a stage share kernel, expansion and ratios, or each chooses.</summary>
public enum Tie
{
    Stage,
    Layer,
}

/// <param name="Channels">Channels of the images where no data set says otherwise.</param>
/// <param name="Resolution">Sides, in pixels, to which images are resized.</param>
public sealed record InputDocument(int Channels, ValueList<int> Resolution);

/// <summary>The first convolution, batch norm and activation; none before cells, whose operations begin with their own.</summary>
public sealed record StemDocument(ValueList<int> Width, ValueList<int> Kernel, int Stride = 2, Activation Activation = Activation.HSwish);

/// <summary>A run of layers of one block kind.</summary>
public sealed record StageDocument
{
    public required string Name { get; init; }

    /// <summary>A kind of <see cref="BlockKinds"/>.</summary>
    public required string Block { get; init; }

    /// <summary>1 or 2; belongs to the first layer.</summary>
    public int Stride { get; init; } = 1;

    public required ValueList<int> Depth { get; init; }

    /// <summary>Null, in JSON "previous": as wide as the stage before, or as the stem.</summary>
    public required ValueList<int>? Width { get; init; }

    /// <summary>Null: the stem's.</summary>
    public Activation? Activation { get; init; }

    /// <summary>What the stage says of its block's own fields, in the block's order.</summary>
    public ValueList<FieldDocument> Fields { get; init; } = [];

    /// <summary>The choices of a field of the stage's block, its default where the stage does not give it.</summary>
    public ValueList<Choice> ChoicesOf(BlockField field) => Fields.FirstOrDefault(given => given.Name == field.Name)?.Choices ?? field.Default;
}

/// <summary>A field of a block kind, with its choices.</summary>
public sealed record FieldDocument(string Name, ValueList<Choice> Choices);

/// <param name="Width">Of the hidden linear layer before the logits; empty, after cells or a body only: none.</param>
/// <param name="Expand">Before the mean, a 1×1 convolution to this multiple of the last stage's width; empty: none.</param>
public sealed record HeadDocument(ValueList<int> Width, ValueList<int> Expand)
{
    public HeadDocument(ValueList<int> width)
        : this(width, [])
    {
    }
}

/// <param name="Nondecreasing">The field that must not decrease from stage to stage: "width".</param>
public sealed record ConstraintDocument(string Nondecreasing);
