using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NasStudio.Core.Costs;
using NasStudio.Core.Experiments;
using NasStudio.Core.Networks;

namespace NasStudio.Export.Formats;

/// <summary>What the subnet is made of, layer by layer, and every number about it with its origin; no weights.</summary>
public sealed class JsonExporter : IExporter
{
    private const int SchemaVersion = 1;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(new DocumentNaming()) },
    };

    public string Format => "json";

    public string ContentType => "application/json";

    public void Write(SubnetPackage package, Stream stream) => JsonSerializer.Serialize(stream, Document(package), Json);

    private static JsonObject Document(SubnetPackage package)
    {
        var cost = NetworkCost.Of(package.Network);
        return new JsonObject
        {
            ["schemaVersion"] = SchemaVersion,
            ["subnet"] = package.SubnetId,
            ["experiment"] = package.ExperimentName,
            ["dataset"] = package.DatasetName,
            ["input"] = Sizes(package.Network.Layers[0].Output),
            ["mean"] = Node(package.Mean),
            ["std"] = Node(package.Deviation),
            ["classes"] = Node(package.Classes),
            ["architecture"] = SubnetMetadata.Architecture(package),
            ["macs"] = cost.Macs,
            ["parameters"] = cost.Parameters,
            ["peakActivationBytes"] = cost.PeakActivationBytes,
            ["evaluations"] = new JsonArray([.. package.Evaluations.Select(Evaluation)]),
            ["layers"] = new JsonArray([.. package.Network.Layers.Select(layer => Layer(package.Network, layer))]),
        };
    }

    private static JsonObject Evaluation(Evaluation evaluation)
    {
        var node = new JsonObject { ["fidelity"] = Node(evaluation.Fidelity), ["feasible"] = evaluation.Feasible };
        foreach (var (objective, value) in evaluation.Values)
        {
            node[objective == "latency" ? "latencyMs" : objective] = value;
        }

        if (evaluation.Accuracy is { } accuracy)
        {
            node["accuracyOrigin"] = Node(accuracy);
        }

        if (evaluation.Latency is { } latency)
        {
            node["latencyOrigin"] = Node(latency);
        }

        return node;
    }

    private static JsonObject Layer(Network network, Layer layer)
    {
        var node = new JsonObject
        {
            ["name"] = layer.Name,
            ["operation"] = JsonNamingPolicy.CamelCase.ConvertName(layer.Operation.GetType().Name),
            ["inputs"] = Node(layer.Inputs),
            ["output"] = Sizes(layer.Output),
            ["macs"] = NetworkCost.MacsOf(network, layer),
            ["parameters"] = layer.Parameters.Sum(parameter => parameter.Elements),
        };
        if (JsonSerializer.SerializeToNode(layer.Operation, layer.Operation.GetType(), Json) is JsonObject { Count: > 0 } settings)
        {
            node["settings"] = settings;
        }

        return node;
    }

    private static JsonNode? Sizes(Shape shape) => Node(shape.Sizes);

    private static JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value, Json);

    /// <summary>Activations and fidelities as documents write them: lower case.</summary>
    private sealed class DocumentNaming : JsonNamingPolicy
    {
        public override string ConvertName(string name) => name.ToLowerInvariant();
    }
}
