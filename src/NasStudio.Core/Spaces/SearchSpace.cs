using System.Collections.Immutable;
using System.Globalization;
using NasStudio.Core.Blocks;
using NasStudio.Core.Decisions;
using NasStudio.Core.Networks;

namespace NasStudio.Core.Spaces;

/// <summary>
/// What may be built: the decisions of a search-space document, and the network that each architecture stands for.
/// </summary>
public sealed class SearchSpace
{
    private readonly SpaceFields _fields;
    private readonly Lazy<BodySurvey>? _survey;
    private readonly Lazy<Architecture> _smallest;
    private readonly Lazy<Architecture> _largest;

    /// <param name="document">As <see cref="SearchSpaceReader"/> gives it.</param>
    /// <exception cref="ArgumentException">The document was not checked by the reader and breaks one of its rules.</exception>
    public SearchSpace(SearchSpaceDocument document)
    {
        Document = document;
        _fields = new SpaceFields(document);
        if (_fields.Faults is [var fault, ..])
        {
            throw new ArgumentException($"{fault.Path}: {fault.Message}", nameof(document));
        }

        _survey = document.Body is null ? null : new(() => new BodySurvey(this, _fields));
        _smallest = new(() => _survey?.Value.Smallest ?? Decisions.Canonical(new int[Decisions.Decisions.Length]));
        _largest = new(() => _survey?.Value.Largest ?? Decisions.Canonical([.. Decisions.Decisions.Select(decision => decision.Choices.Length - 1)]));
    }

    public SearchSpaceDocument Document { get; }

    public string Name => Document.Name;

    /// <summary>
    /// The resolution, even with one choice, and every other field with more than one. Named "resolution", "stem.width",
    /// "conv1.depth", "conv1.kernel" (the layers of a stage share it) or "conv1.2.kernel" (each chooses), "head.width";
    /// in a cell space "cell.2-0" (into node 2 from node 0) and "stack1.depth"; in a composed space the path of a node, and of
    /// its fields ("mix", "mix.conv.kernel").
    /// </summary>
    public DecisionSpace Decisions => _fields.Decisions;

    /// <summary>
    /// Every decision at its smallest choice; in a composed space the architecture of the fewest multiply-accumulates for
    /// images of the document's channels, the first of several.
    /// </summary>
    public Architecture Smallest => _smallest.Value;

    /// <summary>Every decision at its largest choice; in a composed space the architecture of the most multiply-accumulates.</summary>
    public Architecture Largest => _largest.Value;

    /// <summary>What a walk through the body finds; null where there is none.</summary>
    internal BodySurvey? Survey => _survey?.Value;

    /// <summary>What networks read where no data set says otherwise: images of the largest resolution.</summary>
    public NetworkInput DefaultInput =>
        new(Document.Input.Channels, Document.Input.Resolution[^1], Document.Input.Resolution[^1], Document.Classes);

    /// <summary>
    /// The network of one architecture for the images and classes of a data set: resize (omitted where nothing changes),
    /// stem, stages, cells or body, head.
    /// </summary>
    public Network Expand(Architecture architecture, NetworkInput input)
    {
        var network = new NetworkBuilder(input);
        var resolution = _fields.Resolution.WholeIn(architecture);
        var x = input.Height == resolution && input.Width == resolution
            ? network.Input
            : network.Resize("resize", network.Input, resolution, resolution);
        x = ExpandStem(network, architecture, x);
        foreach (var stage in _fields.Stages)
        {
            x = stage.Block.Expand(network, ChoicesOf(stage, architecture), x);
        }

        if (_fields.Cell is { } cell)
        {
            x = ExpandCells(network, architecture, cell, x);
        }

        x = BodyExpansion.Append(network, _fields.Body, Decisions, architecture, Document.Stem.Activation, x);
        ExpandHead(network, architecture, x);
        return network.Build();
    }

    /// <summary>The cell that an architecture repeats; null in a space of stages.</summary>
    public Cell? CellOf(Architecture architecture) => _fields.Cell?.In(architecture);

    /// <summary>
    /// The layers and joins that a composed space may have, in order, each with the name that its primitive layers begin
    /// with; empty in other spaces. Layers that never compute anything are left out.
    /// </summary>
    public ImmutableArray<BodyPart> Parts =>
    [
        .. _fields.Body.SelectMany<BodyStep, BodyPart>(step => step switch
        {
            BodyStep.Layer { Block.Reach: not BlockReach.Nothing } layer => [new(layer.Name, layer.Block.Kind)],
            BodyStep.Join join => [new(join.Name, join.How is BranchJoin.Concat ? "concat" : "add")],
            _ => [],
        }),
    ];

    /// <summary>
    /// Architectures whose parameters, axis by axis, cover those of every architecture: the largest, and for every decision
    /// and choice the largest that has this choice (some layers exist only in smaller subnets). Where a constraint forbids
    /// the choice beside the largest ones, the decisions before it give way. In a composed space those that bring the widest
    /// maps to every layer.
    /// </summary>
    public IEnumerable<Architecture> CoveringSet() => Survey?.Covering ?? CoverByOneChange();

    internal Layer ExpandStem(NetworkBuilder network, Architecture architecture, Layer input)
    {
        var x = network.Convolution("stem.conv", input, _fields.StemWidth.WholeIn(architecture), _fields.StemKernel.WholeIn(architecture), Document.Stem.Stride);
        x = network.BatchNorm("stem.norm", x);
        return Document.Cell is null ? network.Activate("stem.act", x, Document.Stem.Activation) : x;
    }

    internal void ExpandHead(NetworkBuilder network, Architecture architecture, Layer input)
    {
        var x = input;
        if (_fields.HeadExpand is { } expand)
        {
            x = network.Convolution("head.expand.conv", x, x.Output[0] * expand.WholeIn(architecture), kernel: 1);
            x = network.Activate("head.expand.act", network.BatchNorm("head.expand.norm", x), Document.Stem.Activation);
        }

        x = network.Mean("head.mean", x);
        if (_fields.HeadWidth is { } hidden)
        {
            x = network.Linear("head.hidden", x, hidden.WholeIn(architecture));
            x = network.Activate("head.act", x, Document.Stem.Activation);
        }

        network.Linear("head.logits", x, network.Classes);
    }

    private IEnumerable<Architecture> CoverByOneChange()
    {
        yield return Largest;
        for (var decision = 0; decision < Decisions.Decisions.Length; decision++)
        {
            for (var choice = 0; choice < Decisions.Decisions[decision].Choices.Length - 1; choice++)
            {
                yield return LargestWith(decision, choice);
            }
        }
    }

    private Architecture LargestWith(int decision, int choice)
    {
        var choices = Largest.Choices.ToArray();
        choices[decision] = choice;
        foreach (var (first, second) in Decisions.Constraints.Reverse())
        {
            while (Decisions.Decisions[first].Choices[choices[first]].Number > Decisions.Decisions[second].Choices[choices[second]].Number)
            {
                choices[first]--;
            }
        }

        return Decisions.Canonical(choices);
    }

    private StageChoices ChoicesOf(StageFields stage, Architecture architecture)
    {
        var layers = stage.Layers
            .Take(stage.Depth.WholeIn(architecture))
            .Select(layer => new LayerChoices(layer.ToDictionary(entry => entry.Name, entry => entry.Field.In(architecture), StringComparer.Ordinal)));
        return new(
            stage.Document.Name,
            stage.Document.Stride,
            stage.Width.WholeIn(architecture),
            stage.Document.Activation ?? Document.Stem.Activation,
            [.. layers]);
    }

    /// <summary>Stack by stack, a residual block between two; batch norm and ReLU close what begins with ReLU.</summary>
    private static Layer ExpandCells(NetworkBuilder network, Architecture architecture, CellFields fields, Layer input)
    {
        var x = input;
        var cell = fields.In(architecture);
        foreach (var (index, (depth, stack)) in fields.Depths.Zip(fields.Document.Stacks).Index())
        {
            var name = StackDocument.NameOf(index);
            x = index == 0 ? x : new ResidualReduction(stack.Width).Append(network, $"{name}.entry", x);
            for (var n = 1; n <= depth.WholeIn(architecture); n++)
            {
                x = cell.Append(network, string.Create(CultureInfo.InvariantCulture, $"{name}.{n}"), x);
            }
        }

        return network.Activate("head.last.act", network.BatchNorm("head.last.norm", x), Activation.Relu);
    }
}
