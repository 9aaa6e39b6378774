using System.Globalization;
using NasStudio.Core.Blocks;
using NasStudio.Core.Decisions;
using NasStudio.Core.Documents;
using NasStudio.Core.Networks;

namespace NasStudio.Core.Spaces;

/// <summary>
/// One node of a body: a layer, or a construct that holds further nodes (DeepArchitect, Negrinho, Gordon 2017). Nodes in a
/// list follow one another.
/// </summary>
public abstract record NodeDocument
{
    /// <summary>Null: the node's word and its place among its neighbours, for example "conv2".</summary>
    public string? Name { get; init; }

    /// <summary>Where the node exists; elsewhere its input passes on. Null: always.</summary>
    public WhenDocument? When { get; init; }

    /// <summary>What it is, in one word.</summary>
    public abstract string Word { get; }

    /// <summary>The name that stands in decisions and layers.</summary>
    /// <param name="place">From 1, among its neighbours.</param>
    public string NameAt(int place) => Name ?? string.Create(CultureInfo.InvariantCulture, $"{Word}{place}");
}

/// <summary>The node exists only where an earlier decision takes one of some values.</summary>
/// <param name="Decision">Its name, whole or from the closest list on: within "a", "b" may be "a.b".</param>
/// <param name="Is">Values as they are written in tables and files.</param>
public sealed record WhenDocument(string Decision, ValueList<string> Is);

/// <summary>A layer of one of <see cref="LayerKinds"/>.</summary>
public sealed record LayerDocument : NodeDocument
{
    public required string Layer { get; init; }

    public override string Word => Layer;

    /// <summary>1 or 2.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Null: as wide as what enters.</summary>
    public ValueList<int>? Width { get; init; }

    /// <summary>Null: the stem's.</summary>
    public Activation? Activation { get; init; }

    /// <summary>What the layer says of its kind's own fields, in the kind's order.</summary>
    public ValueList<FieldDocument> Fields { get; init; } = [];

    /// <summary>The choices of a field, its default where the layer does not give it.</summary>
    public ValueList<Choice> ChoicesOf(BlockField field) => Fields.FirstOrDefault(given => given.Name == field.Name)?.Choices ?? field.Default;
}

/// <summary>One of several alternatives: a decision between them.</summary>
public sealed record OrDocument(ValueList<SeriesDocument> Alternatives) : NodeDocument
{
    public override string Word => "or";

    /// <summary>
    /// What the choices are called: the names or words of an alternative's nodes, with its place where two would be alike.
    /// </summary>
    public ValueList<string> Labels
    {
        get
        {
            var labels = Alternatives.Select(alternative => alternative.Label).ToArray();
            return [.. labels.Select((label, index) => labels.Count(other => other == label) == 1
                ? label
                : string.Create(CultureInfo.InvariantCulture, $"{label}-{index + 1}"))];
        }
    }
}

/// <summary>Nodes in a row, several times: a decision how often.</summary>
/// <param name="Tie">Whether the repetitions share the choices inside, or each decides.</param>
public sealed record RepeatDocument(ValueList<int> Times, SeriesDocument Body, bool Tie = true) : NodeDocument
{
    public override string Word => "repeat";
}

/// <summary>Nodes that may be left out: a decision "no" or "yes".</summary>
public sealed record OptionalDocument(SeriesDocument Body) : NodeDocument
{
    public override string Word => "optional";
}

/// <summary>Several branches that read the same input.</summary>
/// <param name="Join">How their maps become one.</param>
public sealed record BranchesDocument(ValueList<SeriesDocument> Branches, BranchJoin Join) : NodeDocument
{
    public override string Word => Join is BranchJoin.Concat ? "concat" : "add";
}

/// <summary>How branches become one map.</summary>
public enum BranchJoin
{
    /// <summary>One after the other, over channels.</summary>
    Concat,

    /// <summary>Element by element; their widths must be equal.</summary>
    Add,
}

/// <summary>Nodes one after the other; a single one is written without brackets.</summary>
public sealed record SeriesDocument(ValueList<NodeDocument> Nodes)
{
    /// <summary>Longer names of alternatives would hide what tells them apart.</summary>
    private const int MostInLabel = 3;

    /// <summary>"conv3" of a node so named, "conv" of one without a name, "conv+pool" of two, "series" of many.</summary>
    public string Label => Nodes.Count > MostInLabel ? "series" : string.Join('+', Nodes.Select(node => node.Name ?? node.Word));
}
