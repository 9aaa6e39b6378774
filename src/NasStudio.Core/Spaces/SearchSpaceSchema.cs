using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NasStudio.Core.Blocks;
using NasStudio.Core.Costs;
using NasStudio.Core.Documents;

namespace NasStudio.Core.Spaces;

/// <summary>
/// The JSON Schema (draft 2020-12) of search-space documents, published for editors: SearchSpaceSchema.json beside this
/// file, with one alternative for each block kind, made from the block's own fields. What a schema cannot say
/// (ascending choices, rules between fields) only <see cref="SearchSpaceReader"/> checks.
/// </summary>
public static class SearchSpaceSchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly Lazy<string> Text = new(() => Build().ToJsonString(Indented));

    public static string Json => Text.Value;

    private static JsonNode Build()
    {
        using var stream = typeof(SearchSpaceSchema).Assembly.GetManifestResourceStream("NasStudio.Core.Spaces.SearchSpaceSchema.json")
            ?? throw new InvalidOperationException("The schema of search spaces is not embedded.");
        var schema = JsonNode.Parse(stream)!;
        var definitions = schema["$defs"]!.AsObject();
        definitions["resolutions"] = JsonSchemas.WholeNumbers(SearchSpaceReader.MinimumResolution, SearchSpaceReader.MaximumResolution);
        definitions["widths"] = JsonSchemas.WholeNumbers(1, SearchSpaceReader.MaximumWidth);
        definitions["depths"] = JsonSchemas.WholeNumbers(1, SearchSpaceReader.MaximumDepth);
        definitions["kernels"] = JsonSchemas.WholeNumbers(1, SearchSpaceReader.MaximumKernel, odd: true);
        definitions["expansions"] = JsonSchemas.WholeNumbers(1, SearchSpaceReader.MaximumExpansion);
        definitions["headWidths"] = JsonSchemas.WholeNumbers(1, SearchSpaceReader.MaximumHeadWidth);
        definitions["paperCount"] = JsonSchemas.Words(PaperCount.All.Select(count => count.Name));
        definitions["nodes"] = JsonSchemas.WholeNumber(CellReader.MinimumNodes, CellReader.MaximumNodes);
        definitions["stackWidth"] = JsonSchemas.WholeNumber(1, SearchSpaceReader.MaximumWidth);
        definitions["operations"] = Operations();
        schema["properties"]!["cell"]!["properties"]!["stacks"]!["maxItems"] = CellReader.MaximumStacks;
        var stage = definitions["stage"]!.AsObject();
        stage["properties"]!["block"] = JsonSchemas.Words(BlockKinds.All.Select(block => block.Kind));
        stage["oneOf"] = new JsonArray([.. BlockKinds.All.Select(Alternative)]);
        foreach (var kind in LayerKinds.All)
        {
            definitions["node"]!["oneOf"]!.AsArray().Add((JsonNode)Layer(kind));
        }

        return schema;
    }

    private static JsonObject Operations()
    {
        return new JsonObject
        {
            ["oneOf"] = new JsonArray(
                Item(),
                new JsonObject { ["type"] = "array", ["minItems"] = 1, ["uniqueItems"] = true, ["items"] = Item() }),
        };

        JsonObject Item() => new()
        {
            ["oneOf"] = new JsonArray([.. CellOperations.All.Select(operation => new JsonObject { ["const"] = operation.Name, ["description"] = operation.Summary })]),
        };
    }

    /// <summary>A node of a body that is a layer of this kind: what it may say of the map that leaves, and the kind's own fields.</summary>
    private static JsonObject Layer(IBlock kind)
    {
        var properties = new JsonObject { ["layer"] = new JsonObject { ["const"] = kind.Kind } };
        if (kind.Reach is not BlockReach.Nothing)
        {
            properties["stride"] = new JsonObject { ["enum"] = new JsonArray(1, 2), ["default"] = 1 };
        }

        if (kind.Reach >= BlockReach.Size)
        {
            properties["activation"] = new JsonObject { ["$ref"] = "#/$defs/activation", ["description"] = "Default: the stem's." };
        }

        if (kind.Reach is BlockReach.WidthAndSize)
        {
            properties["width"] = new JsonObject { ["$ref"] = "#/$defs/widths", ["description"] = "Default: as wide as what enters." };
        }

        foreach (var field in kind.Fields)
        {
            properties[field.Name] = field.Schema();
        }

        return new JsonObject { ["required"] = new JsonArray("layer"), ["properties"] = properties };
    }

    private static JsonObject Alternative(IBlock block)
    {
        var properties = new JsonObject { ["block"] = new JsonObject { ["const"] = block.Kind } };
        foreach (var field in block.Fields)
        {
            properties[field.Name] = field.Schema();
        }

        return new JsonObject { ["properties"] = properties };
    }
}
