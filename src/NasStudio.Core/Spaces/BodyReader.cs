using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using NasStudio.Core.Blocks;
using NasStudio.Core.Decisions;
using NasStudio.Core.Documents;

namespace NasStudio.Core.Spaces;

/// <summary>Reads the "body" of a search-space document: nodes within nodes.</summary>
internal static partial class BodyReader
{
    /// <summary>Of alternatives, branches and nodes in a row.</summary>
    internal const int MaximumNodes = 64;

    /// <summary>The words that tell what a node is; each gives what the node holds.</summary>
    internal static readonly ImmutableArray<string> Words = ["layer", "or", "repeat", "optional", "concat", "add"];

    /// <summary>What stands in place of a body, or belongs to stages.</summary>
    private static readonly string[] Others = ["stages", "cell", "tie", "constraints", "paperCount"];

    public static SeriesDocument Read(DocumentReader reader)
    {
        foreach (var name in Others.Where(name => reader.Raw(name) is not null))
        {
            reader.Error(name, $"A space with a body has no {name}; remove {name}, or the body.");
        }

        return ReadSeries(reader, "body");
    }

    [GeneratedRegex("^[a-z][a-z0-9]{0,31}\\z")]
    private static partial Regex NodeName();

    /// <summary>One node, or an array of nodes.</summary>
    private static SeriesDocument ReadSeries(DocumentReader owner, string name)
    {
        if (owner.Raw(name) is { } value)
        {
            return ReadSeries(owner.Errors, owner.PathOf(name), value);
        }

        owner.Error(name, "Missing; give an array of nodes, for example [{ \"layer\": \"conv\" }].");
        return new([]);
    }

    private static SeriesDocument ReadSeries(List<DocumentError> errors, string path, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Object)
        {
            return new([ReadNode(DocumentReader.Of(value, path, errors))]);
        }

        return new([.. Elements(errors, path, value, 1, "nodes").SelectMany(element => Node(errors, element.Path, element.Value))]);
    }

    private static IEnumerable<NodeDocument> Node(List<DocumentError> errors, string path, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Object)
        {
            return [ReadNode(DocumentReader.Of(value, path, errors))];
        }

        errors.Add(new(path, $"{DocumentReader.Show(value)} is no node; write an object such as {{ \"layer\": \"conv\" }}."));
        return [];
    }

    private static ValueList<SeriesDocument> ReadAll(DocumentReader node, string word, int least) =>
        [.. Elements(node.Errors, node.PathOf(word), node.Raw(word)!.Value, least, "of them").Select(element => ReadSeries(node.Errors, element.Path, element.Value))];

    private static (string Path, JsonElement Value)[] Elements(List<DocumentError> errors, string path, JsonElement value, int least, string things)
    {
        var elements = value.ValueKind is JsonValueKind.Array ? value.EnumerateArray().ToArray() : [];
        if (value.ValueKind is not JsonValueKind.Array || elements.Length < least || elements.Length > MaximumNodes)
        {
            errors.Add(new(path, string.Create(CultureInfo.InvariantCulture, $"{DocumentReader.Show(value)} is not allowed; use an array of {least} to {MaximumNodes} {things}, and {{ \"layer\": \"identity\" }} for one that does nothing.")));
            return [];
        }

        return [.. elements.Select((element, index) => (string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), element))];
    }

    private static NodeDocument ReadNode(DocumentReader node)
    {
        var given = Words.Where(node.Has).ToArray();
        if (given.Length != 1)
        {
            var fault = given.Length == 0 ? "This is no node that is known" : $"One node cannot be {string.Join(" and ", given)}";
            node.Errors.Add(new(node.Path, $"{fault}; give exactly one of {string.Join(", ", Words)}."));
            return new LayerDocument { Layer = "identity" };
        }

        var document = given[0] switch
        {
            "layer" => ReadLayer(node),
            "or" => ReadOr(node),
            "repeat" => new RepeatDocument(
                [.. node.WholeNumbers("repeat", null, 1, SearchSpaceReader.MaximumDepth)],
                ReadSeries(node, "body"),
                node.Flag("tie", true)),
            "optional" => new OptionalDocument(ReadSeries(node, "optional")),
            "concat" => new BranchesDocument(ReadAll(node, "concat", 2), BranchJoin.Concat),
            _ => new BranchesDocument(ReadAll(node, "add", 2), BranchJoin.Add) as NodeDocument,
        };
        document = document with { Name = ReadName(node), When = node.Child("when") is { } when ? ReadWhen(when) : null };
        if (document is not LayerDocument layer || LayerKinds.Find(layer.Layer) is not null)
        {
            node.End();
        }

        return document;
    }

    private static OrDocument ReadOr(DocumentReader node)
    {
        var document = new OrDocument(ReadAll(node, "or", 1));
        for (var i = 1; i < document.Alternatives.Count; i++)
        {
            if (document.Alternatives.Take(i).Contains(document.Alternatives[i]))
            {
                node.Error(string.Create(CultureInfo.InvariantCulture, $"or[{i}]"), "Stands twice; keep one of the equal alternatives, so that no network is counted twice.");
            }
        }

        return document;
    }

    private static LayerDocument ReadLayer(DocumentReader node)
    {
        var kind = node.Text("layer");
        if (LayerKinds.Find(kind) is not { } block)
        {
            if (node.Raw("layer") is { ValueKind: JsonValueKind.String } word)
            {
                node.Error("layer", $"{DocumentReader.Show(word)} is no layer; use one of {string.Join(", ", LayerKinds.All.Select(known => known.Kind))}.");
            }

            return new LayerDocument { Layer = kind };
        }

        return new LayerDocument
        {
            Layer = kind,
            Stride = block.Reach is BlockReach.Nothing ? 1 : node.WholeNumber("stride", 1, 1, 2),
            Width = block.Reach is BlockReach.WidthAndSize && node.Raw("width") is not null ? [.. node.WholeNumbers("width", null, 1, SearchSpaceReader.MaximumWidth)] : null,
            Activation = block.Reach >= BlockReach.Size ? SearchSpaceReader.ReadActivation(node) : null,
            Fields = [.. block.Fields.SelectMany(field => SearchSpaceReader.ReadField(node, field))],
        };
    }

    private static string? ReadName(DocumentReader node)
    {
        if (node.Raw("name") is null)
        {
            return null;
        }

        var name = node.Text("name");
        if (!NodeName().IsMatch(name))
        {
            node.Error("name", $"{DocumentReader.Show(node.Raw("name")!.Value)} is no name of a node; use up to 32 lower-case letters and digits, starting with a letter, for example \"mix\".");
        }

        return name;
    }

    /// <summary>Values are words, numbers or an array of them; they are compared as they are written.</summary>
    private static WhenDocument ReadWhen(DocumentReader when)
    {
        var decision = when.Text("decision");
        var values = new List<string>();
        if (when.Raw("is") is not { } value)
        {
            when.Error("is", "Missing; give the values of the decision for which the node exists.");
        }
        else
        {
            JsonElement[] elements = value.ValueKind is JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
            values.AddRange(elements.Where(element => element.ValueKind is JsonValueKind.String or JsonValueKind.Number).Select(TextOf));
            if (elements.Length == 0 || values.Count < elements.Length || values.Distinct(StringComparer.Ordinal).Count() < values.Count)
            {
                when.Error("is", $"{DocumentReader.Show(value)} is not allowed; use one or more numbers or words, none twice, for example [\"yes\"].");
            }
        }

        when.End();
        return new(decision, [.. values]);
    }

    private static string TextOf(JsonElement value) =>
        value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var number) ? new Choice(number).Text : value.ToString();
}
