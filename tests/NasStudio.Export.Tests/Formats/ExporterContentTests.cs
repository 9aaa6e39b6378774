using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.ML.OnnxRuntime;
using NasStudio.Core.Costs;
using NasStudio.Export.Formats;
using NasStudio.Export.Weights;

namespace NasStudio.Export.Tests.Formats;

public sealed class ExporterContentTests
{
    [Fact]
    public void Onnx_Metadata_HoldsTheContractsKeys()
    {
        using var session = new InferenceSession(Written("onnx"));

        var metadata = session.ModelMetadata.CustomMetadataMap;
        Assert.Equal("a1", metadata["nasstudio.subnet"]);
        Assert.Equal("0.1307", metadata["nasstudio.mean"]);
        Assert.Equal("0.3081", metadata["nasstudio.std"]);
        Assert.Equal("""["disc","tiger, tiger cat","円"]""", metadata["nasstudio.classes"]);
        Assert.Equal("""{"resolution":16,"conv1.depth":1,"conv1.op":"skip"}""", metadata["nasstudio.architecture"]);
    }

    [Fact]
    public void Safetensors_Content_IsThePackagesWeights()
    {
        var package = SamplePackage.Create();

        var content = SafetensorsFile.Read(new MemoryStream(Written("safetensors")));

        Assert.Equal(package.Weights.Keys.Order(), content.Tensors.Keys.Order());
        Assert.All(package.Weights, tensor => Assert.Equal(tensor.Value.Values, content.Tensors[tensor.Key].Values));
        Assert.Equal("0.3081", content.Metadata["nasstudio.std"]);
    }

    [Fact]
    public void Json_Layers_SumToTheCosts()
    {
        var package = SamplePackage.Create();
        var document = JsonNode.Parse(Written("json"))!;

        var layers = document["layers"]!.AsArray();
        Assert.Equal(package.Network.Layers.Select(layer => layer.Name), layers.Select(layer => (string)layer!["name"]!));
        Assert.Equal(NetworkCost.Of(package.Network).Macs, layers.Sum(layer => (long)layer!["macs"]!));
        Assert.Equal(NetworkCost.Of(package.Network).Parameters, layers.Sum(layer => (long)layer!["parameters"]!));
        Assert.Equal((long)document["macs"]!, layers.Sum(layer => (long)layer!["macs"]!));
    }

    [Fact]
    public void Json_Numbers_CarryTheirOrigin()
    {
        var evaluations = JsonNode.Parse(Written("json"))!["evaluations"]!.AsArray();

        Assert.Equal(["search", "final"], evaluations.Select(evaluation => (string)evaluation!["fidelity"]!));
        Assert.Equal(0.89, (double)evaluations[1]!["accuracy"]!);
        Assert.Equal("test", (string)evaluations[1]!["accuracyOrigin"]!["split"]!);
        Assert.Equal(0.125, (double)evaluations[1]!["latencyMs"]!);
        Assert.Equal("A Processor", (string)evaluations[1]!["latencyOrigin"]!["device"]!);
    }

    [Fact]
    public void Zip_Entries_AreAllOtherFormatsAndTheCard()
    {
        using var archive = new ZipArchive(new MemoryStream(Written("zip")));

        Assert.Equal(["MODEL_CARD.md", "a1.onnx", "a1.safetensors", "a1.json"], archive.Entries.Select(entry => entry.FullName));
        using var onnx = new MemoryStream();
        archive.GetEntry("a1.onnx")!.Open().CopyTo(onnx);
        Assert.Equal(Written("onnx"), onnx.ToArray());
    }

    [Fact]
    public void Zip_ModelCard_GivesNumbersOriginsAndUse()
    {
        var card = Card();

        Assert.Contains("**Accuracy 0.8900** ± 0.0067 (one standard error) on 2000 images of the test split", card, StringComparison.Ordinal);
        Assert.Contains("**Latency 0.1250 ms**", card, StringComparison.Ordinal);
        Assert.Contains("Two halves of the trials differ by 0.4%", card, StringComparison.Ordinal);
        Assert.Contains("onnxruntime.InferenceSession(\"a1.onnx\")", card, StringComparison.Ordinal);
        Assert.Contains("mean = np.array([0.1307]", card, StringComparison.Ordinal);
        Assert.Contains("## Licence", card, StringComparison.Ordinal);
    }

    [Fact]
    public void Zip_ModelCard_NamesCannotActAsMarkup()
    {
        Assert.DoesNotContain(" <script>", Card(), StringComparison.Ordinal);
        Assert.DoesNotContain("\n# twice", Card(), StringComparison.Ordinal);
    }

    private static string Card()
    {
        using var archive = new ZipArchive(new MemoryStream(Written("zip")));
        using var reader = new StreamReader(archive.GetEntry("MODEL_CARD.md")!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static byte[] Written(string format)
    {
        using var stream = new MemoryStream();
        Exporters.Find(format)!.Write(SamplePackage.Create(), stream);
        return stream.ToArray();
    }
}
