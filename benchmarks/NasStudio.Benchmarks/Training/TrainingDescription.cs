using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using NasStudio.Core.Experiments;
using NasStudio.Core.Networks;
using NasStudio.Core.Randomness;
using NasStudio.Core.Sampling;
using NasStudio.Datasets;
using NasStudio.Export.Weights;
using NasStudio.Torch.Supernets;

namespace NasStudio.Benchmarks.Training;

/// <summary>What peers/training.py reads: layers, parameters, images and draws, in a folder of its own that goes with it.</summary>
internal sealed class TrainingDescription : IDisposable
{
    public const ulong Seed = 1;
    private readonly string _folder = Directory.CreateTempSubdirectory("nasstudio-training").FullName;

    public TrainingDescription(int images)
    {
        var input = TrainingSteps.Input;
        Images = CreateImages(input, images);
        using var supernet = Supernet.Create(TrainingSteps.Space, input, Seed);
        var stored = supernet.ToTensors();
        var draws = TrainingSteps.All.SelectMany(step => step.Value).Select(draw => draw.Architecture).Distinct().ToList();
        Write(WeightsFile, [.. stored.Values.SelectMany(tensor => tensor.Values)]);
        Write(ImagesFile, Array.ConvertAll(Images.Pixels, pixel => ((pixel / 255f) - Normalization.Mean[0]) / Normalization.Deviation[0]));
        var description = new JsonObject
        {
            ["weights"] = WeightsFile,
            ["images"] = ImagesFile,
            ["shape"] = Numbers([images, input.Channels, input.Height, input.Width]),
            ["labels"] = Numbers(Images.Labels),
            ["learningRate"] = Options.Optimizer.LearningRate,
            ["weightDecay"] = Options.Optimizer.WeightDecay,
            ["clip"] = Options.GradientClipping,
            ["parameters"] = Stored(stored),
            ["networks"] = new JsonArray([.. draws.Select(architecture => Layers(TrainingSteps.Expand(architecture), stored))]),
            ["configurations"] = new JsonObject(TrainingSteps.All.Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Key, new JsonArray(
                [.. entry.Value.Select(draw => new JsonObject { ["network"] = draws.IndexOf(draw.Architecture), ["distill"] = draw.Target is DrawTarget.MeanOfDraws })])))),
        };
        File.WriteAllText(Path, description.ToJsonString());
    }

    /// <summary>A rate so small that thousands of steps change the weights, not the course of the computation.</summary>
    public static TrainingOptions Options { get; } = new()
    {
        Epochs = 1_000_000,
        BatchSize = 64,
        WarmUp = 0,
        Optimizer = new OptimizerOptions(LearningRate: 1e-5),
    };

    public static ImageNormalization Normalization { get; } = new([0.5f, 0.5f, 0.5f], [0.29f, 0.29f, 0.29f]);

    public LabeledImages Images { get; }

    public string Path => System.IO.Path.Combine(_folder, "description.json");

    private string WeightsFile => System.IO.Path.Combine(_folder, "weights.bin");

    private string ImagesFile => System.IO.Path.Combine(_folder, "images.bin");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static LabeledImages CreateImages(NetworkInput input, int count)
    {
        var random = new SeededRandom(Seed, "images");
        var pixels = new byte[count * input.Channels * input.Height * input.Width];
        foreach (ref var pixel in pixels.AsSpan())
        {
            pixel = (byte)random.NextInt(256);
        }

        return new LabeledImages(input.Channels, input.Height, input.Width, pixels, [.. Enumerable.Range(0, count).Select(_ => random.NextInt(input.Classes))]);
    }

    private static JsonArray Stored(IReadOnlyDictionary<string, FloatTensor> stored)
    {
        var array = new JsonArray();
        var start = 0;
        foreach (var (name, tensor) in stored)
        {
            array.Add(new JsonObject { ["name"] = name, ["start"] = start, ["sizes"] = Numbers(tensor.Shape) });
            start += tensor.Values.Length;
        }

        return array;
    }

    private static JsonArray Layers(Network network, IReadOnlyDictionary<string, FloatTensor> stored)
    {
        var index = network.Layers.Select((layer, i) => (layer.Name, i)).ToDictionary(entry => entry.Name, entry => entry.i);
        return new JsonArray([.. network.Layers.Select(layer =>
        {
            var node = JsonSerializer.SerializeToNode(layer.Operation, layer.Operation.GetType(), Json)!.AsObject();
            node["operation"] = layer.Operation.GetType().Name;
            node["inputs"] = Numbers(layer.Inputs.Select(name => index[name]));
            node["output"] = Numbers(layer.Output.Sizes);
            node["parameters"] = new JsonObject(layer.Parameters.Select(parameter =>
                KeyValuePair.Create<string, JsonNode?>(parameter.Name[(layer.Name.Length + 1)..], View(parameter, stored[parameter.Name].Shape))));
            return node;
        })]);
    }

    private static JsonObject View(Parameter parameter, int[] stored) => new()
    {
        ["name"] = parameter.Name,
        ["axes"] = new JsonArray([.. parameter.Axes.Select((axis, i) => Numbers([axis.Offset(stored[i]), axis.Length]))]),
    };

    private static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    private static JsonArray Numbers(IEnumerable<int> numbers) => new([.. numbers.Select(number => JsonValue.Create(number))]);

    private static void Write(string path, float[] values) => File.WriteAllBytes(path, MemoryMarshal.AsBytes<float>(values).ToArray());
}
