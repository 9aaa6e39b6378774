using System.Collections.Immutable;
using System.Globalization;
using NasStudio.Core.Blocks;
using NasStudio.Core.Decisions;
using NasStudio.Core.Documents;

namespace NasStudio.Core.Spaces;

/// <summary>
/// Turns a document into decisions, in the order: resolution, stem, stage by stage (depth, width, then the block's own
/// fields, layer by layer where each layer chooses), or the edges of the cell and the depths of its stacks, or the nodes of the body
/// from the outside in, head.
/// </summary>
internal sealed class SpaceFields
{
    private readonly DecisionList _decisions = new();
    private readonly List<Nondecreasing> _constraints = [];

    /// <exception cref="ArgumentException">A block kind is unknown, or two stages share a name.</exception>
    public SpaceFields(SearchSpaceDocument document)
    {
        Resolution = _decisions.Add("resolution", Whole(document.Input.Resolution), always: true);
        StemWidth = _decisions.Add("stem.width", Whole(document.Stem.Width));
        StemKernel = _decisions.Add("stem.kernel", Whole(document.Stem.Kernel));
        var stages = ImmutableArray.CreateBuilder<StageFields>();
        var ordered = document.Constraints.Any(constraint => constraint.Nondecreasing == "width");
        SpaceField? previous = null;
        foreach (var stage in document.Stages)
        {
            var fields = AddStage(stage, document.Tie, previous ?? StemWidth);
            if (ordered && previous is { Decision: >= 0 } && fields.Width.Decision > previous.Decision)
            {
                _constraints.Add(new(previous.Decision, fields.Width.Decision));
            }

            previous = fields.Width;
            stages.Add(fields);
        }

        Stages = stages.ToImmutable();
        Cell = document.Cell is { } cell ? AddCell(cell) : null;
        var body = document.Body is null ? null : new BodyCompiler(_decisions, document.Body);
        HeadExpand = document.Head.Expand.Count == 0 ? null : _decisions.Add("head.expand", Whole(document.Head.Expand));
        HeadWidth = document.Head.Width.Count == 0 ? null : _decisions.Add("head.width", Whole(document.Head.Width));
        Faults = body?.Faults() ?? [];
        Body = body?.Steps ?? [];
        Decisions = new DecisionSpace(_decisions.ToImmutable(), [.. _constraints]);
    }

    public SpaceField Resolution { get; }

    public SpaceField StemWidth { get; }

    public SpaceField StemKernel { get; }

    public ImmutableArray<StageFields> Stages { get; }

    /// <summary>Null where there are stages.</summary>
    public CellFields? Cell { get; }

    /// <summary>The steps of the body; empty where there is none.</summary>
    public ImmutableArray<BodyStep> Body { get; }

    /// <summary>Rules that the body breaks; the steps are of no use then.</summary>
    public ImmutableArray<BodyFault> Faults { get; }

    public SpaceField? HeadExpand { get; }

    public SpaceField? HeadWidth { get; }

    public DecisionSpace Decisions { get; }

    private static ValueList<Choice> Whole(IEnumerable<int> numbers) => [.. numbers.Select(number => new Choice(number))];

    private CellFields AddCell(CellDocument cell)
    {
        ValueList<Choice> operations = [.. CellOperations.All.Where(operation => cell.Operations.Contains(operation.Name)).Select(operation => new Choice(operation.Name))];
        return new(
            cell,
            [.. Blocks.Cell.EdgesOf(cell.Nodes).Select(edge => _decisions.Add($"cell.{edge}", operations))],
            [.. cell.Stacks.Select((stack, index) => _decisions.Add($"{StackDocument.NameOf(index)}.depth", Whole(stack.Depth)))]);
    }

    private StageFields AddStage(StageDocument stage, Tie tie, SpaceField previousWidth)
    {
        var block = BlockKinds.Find(stage.Block)
            ?? throw new ArgumentException($"{stage.Block} is no block kind; known are {string.Join(", ", BlockKinds.All.Select(kind => kind.Kind))}.");
        var depth = _decisions.Add($"{stage.Name}.depth", Whole(stage.Depth));
        var width = stage.Width is { } widths ? _decisions.Add($"{stage.Name}.width", Whole(widths)) : previousWidth;
        var layers = ImmutableArray.CreateBuilder<ImmutableArray<(string, SpaceField)>>();
        for (var n = 1; n <= stage.Depth[^1]; n++)
        {
            var shared = tie is Tie.Stage && n > 1;
            layers.Add(shared ? layers[0] : [.. block.Fields.Select(field => (field.Name, AddField(stage, tie, depth, field, n)))]);
        }

        return new(stage, block, depth, width, layers.ToImmutable());
    }

    private SpaceField AddField(StageDocument stage, Tie tie, SpaceField depth, BlockField field, int layer)
    {
        var choices = stage.ChoicesOf(field);
        if (tie is Tie.Stage)
        {
            return _decisions.Add($"{stage.Name}.{field.Name}", choices);
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"{stage.Name}.{layer}.{field.Name}");
        return layer <= stage.Depth[0] ? _decisions.Add(name, choices) : _decisions.Add(name, choices, always: false, new Condition(depth.Decision, DepthsFrom(stage, layer)));
    }

    private static ImmutableArray<int> DepthsFrom(StageDocument stage, int layer) =>
        [.. Enumerable.Range(0, stage.Depth.Count).Where(index => stage.Depth[index] >= layer)];
}
