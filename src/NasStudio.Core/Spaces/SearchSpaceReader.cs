using System.Collections.Immutable;
using System.Text.Json;
using NasStudio.Core.Blocks;
using NasStudio.Core.Costs;
using NasStudio.Core.Documents;
using NasStudio.Core.Networks;

namespace NasStudio.Core.Spaces;

/// <summary>Reads and checks a search-space document.</summary>
public static class SearchSpaceReader
{
    internal const int MaximumStages = 24;
    internal const int MaximumDepth = 32;
    internal const int MaximumWidth = 4096;
    internal const int MinimumResolution = 4;
    internal const int MaximumResolution = 1024;
    internal const int MaximumKernel = 15;
    internal const int MaximumExpansion = 16;
    internal const int MaximumHeadWidth = 16_384;
    internal const int MaximumClasses = 100_000;

    /// <summary>The words for activations.</summary>
    internal static readonly ImmutableArray<string> Activations = ["relu", "hswish", "swish"];

    /// <exception cref="DocumentException">With every error found.</exception>
    public static SearchSpaceDocument Read(string json)
    {
        var reader = DocumentReader.Parse(json);
        var document = Read(reader);
        reader.ThrowIfInvalid();
        return document;
    }

    /// <summary>Reads a document nested in another one; errors go to the reader, and the answer is then of no use.</summary>
    public static SearchSpaceDocument Read(DocumentReader reader)
    {
        var cell = reader.Child("cell");
        var body = reader.Raw("body") is null ? null : BodyReader.Read(reader);
        var stages = reader.Has("cell") || body is not null ? [] : StagesOf(reader);
        reader.WholeNumber("schemaVersion", null, SearchSpaceDocument.SchemaVersion, SearchSpaceDocument.SchemaVersion);
        var document = new SearchSpaceDocument
        {
            Name = reader.Text("name"),
            Classes = reader.WholeNumber("classes", 10, 2, MaximumClasses),
            Input = ReadInput(reader),
            Stem = ReadStem(reader),
            Stages = [.. stages.Select(ReadStage)],
            Cell = cell is null ? null : CellReader.Read(reader, cell),
            Body = body,
            Head = ReadHead(reader),
            Tie = Enum.Parse<Tie>(reader.OneOf("tie", ["stage", "layer"], "stage"), ignoreCase: true),
            Constraints = [.. reader.Children("constraints").Select(ReadConstraint)],
            PaperCount = reader.Raw("paperCount") is null ? null : reader.OneOf("paperCount", [.. PaperCount.All.Select(count => count.Name)]),
        };
        reader.End();
        new SearchSpaceRules(document, reader, stages).Check();
        return document;
    }

    internal static IEnumerable<FieldDocument> ReadField(DocumentReader stage, BlockField field) =>
        field.Read(stage) is { } choices ? [new FieldDocument(field.Name, choices)] : [];

    internal static Activation? ReadActivation(DocumentReader reader) => reader.Raw("activation") is not null
        ? Enum.Parse<Activation>(reader.OneOf("activation", Activations, Activations[0]), ignoreCase: true)
        : null;

    private static InputDocument ReadInput(DocumentReader reader)
    {
        if (reader.Child("input", required: true) is not { } input)
        {
            return new(1, [8]);
        }

        var document = new InputDocument(input.WholeNumber("channels", 1, 1, 64), [.. input.WholeNumbers("resolution", null, MinimumResolution, MaximumResolution)]);
        input.End();
        return document;
    }

    private static StemDocument ReadStem(DocumentReader reader)
    {
        if (reader.Child("stem", required: true) is not { } stem)
        {
            return new([8], [3]);
        }

        var document = new StemDocument(
            [.. stem.WholeNumbers("width", null, 1, MaximumWidth)],
            [.. Odd(stem, "kernel", stem.WholeNumbers("kernel", [3], 1, MaximumKernel))],
            stem.WholeNumber("stride", 2, 1, 2),
            ReadActivation(stem) ?? (reader.Has("cell") ? Activation.Relu : Activation.HSwish));
        if (reader.Has("cell") && stem.Has("activation"))
        {
            stem.Error("activation", "A space with a cell has no activation in its stem, as the operations of a cell begin with ReLU; remove activation.");
        }

        stem.End();
        return document;
    }

    private static HeadDocument ReadHead(DocumentReader reader)
    {
        var stages = !reader.Has("cell") && !reader.Has("body");
        if (reader.Child("head", required: stages) is not { } head)
        {
            return new(stages ? [8] : [], []);
        }

        var document = new HeadDocument([.. head.WholeNumbers("width", stages ? null : [], 1, MaximumHeadWidth)], [.. head.WholeNumbers("expand", [], 1, MaximumExpansion)]);
        head.End();
        return document;
    }

    private static DocumentReader[] StagesOf(DocumentReader reader)
    {
        var stages = reader.Children("stages", required: true);
        if (stages.Length is 0 or > MaximumStages && reader.Raw("stages") is { ValueKind: JsonValueKind.Array } array)
        {
            reader.Error("stages", $"{array.GetArrayLength()} stages are not allowed; write 1 to {MaximumStages}.");
        }

        return [.. stages.Take(MaximumStages)];
    }

    private static StageDocument ReadStage(DocumentReader stage)
    {
        var kind = stage.Text("block");
        var block = BlockKinds.Find(kind);
        var document = new StageDocument
        {
            Name = stage.Text("name"),
            Block = kind,
            Stride = stage.WholeNumber("stride", 1, 1, 2),
            Depth = [.. stage.WholeNumbers("depth", null, 1, MaximumDepth)],
            Width = ReadWidth(stage),
            Activation = ReadActivation(stage),
            Fields = block is null ? [] : [.. block.Fields.SelectMany(field => ReadField(stage, field))],
        };
        if (block is not null)
        {
            stage.End();
        }
        else if (stage.Raw("block") is { ValueKind: JsonValueKind.String } word)
        {
            stage.Error("block", $"{DocumentReader.Show(word)} is no block kind; use {string.Join(" or ", BlockKinds.All.Select(known => known.Kind))}.");
        }

        return document;
    }

    private static ValueList<int>? ReadWidth(DocumentReader stage) =>
        stage.Raw("width") is { ValueKind: JsonValueKind.String } word && word.GetString() == "previous"
            ? null
            : [.. stage.WholeNumbers("width", null, 1, MaximumWidth)];

    private static ConstraintDocument ReadConstraint(DocumentReader constraint)
    {
        var document = new ConstraintDocument(constraint.OneOf("nondecreasing", ["width"]));
        constraint.End();
        return document;
    }

    private static ImmutableArray<int> Odd(DocumentReader reader, string name, ImmutableArray<int> kernels)
    {
        foreach (var even in kernels.Where(kernel => kernel % 2 == 0).Take(1))
        {
            reader.Error(name, $"{even} is even; a kernel has a centre, so use odd sizes such as {even - 1} or {even + 1}.");
        }

        return kernels;
    }
}
