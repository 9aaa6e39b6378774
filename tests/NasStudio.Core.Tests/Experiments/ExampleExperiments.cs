using System.Text.Json.Nodes;
using NasStudio.Core.Experiments;
using NasStudio.Core.Spaces;

namespace NasStudio.Core.Tests.Experiments;

/// <summary>The document of the contracts, ways to change one place of it, and a reader with three data sets.</summary>
internal static class ExampleExperiments
{
    public const string Full = """
        {
          "schemaVersion": 1,
          "name": "mnist first look",
          "searchSpace": "hybrid-tiny",
          "dataset": { "name": "mnist", "trainLimit": 10000, "validation": 5000 },
          "training": {
            "epochs": 2, "batchSize": 32,
            "sampler": { "name": "uniform", "randomSubnets": 3 },
            "optimizer": { "name": "adamw", "learningRate": 0.001, "weightDecay": 0.05 },
            "warmUp": 0.1, "gradientClipping": 1, "labelSmoothing": 0.1,
            "checkpoints": { "everySteps": 500, "everySeconds": 0 }
          },
          "search": {
            "strategy": { "name": "random", "population": 16 },
            "evaluations": 150,
            "objectives": ["accuracy", { "name": "macs", "direction": "minimize" }],
            "constraints": { "macs": { "max": 5000000 }, "accuracy": { "min": 0.5 } },
            "warmStart": [],
            "device": "this-machine",
            "recalibrationImages": 256, "deduplicate": "structure", "repeats": 1, "baseline": "none"
          },
          "seed": 9007199254740992
        }
        """;

    public const string Shortest = """{ "name": "short", "searchSpace": "hybrid-tiny", "dataset": { "name": "mnist" } }""";

    /// <summary>4 subnets.</summary>
    public const string SmallSpace = """
        {
          "schemaVersion": 1, "name": "four", "input": { "resolution": [16, 20] }, "stem": { "width": [8] },
          "stages": [ { "name": "conv1", "block": "mbconv", "depth": [1, 2], "width": [8], "expand": [2], "kernel": [3] } ],
          "head": { "width": [64] }
        }
        """;

    public static readonly ExperimentReader Reader = new(
        BuiltInSpaces.Find,
        [.. BuiltInSpaces.All.Select(space => space.Name)],
        [
            new DatasetFacts("mnist", 1, 28, 28, 10, 60000, 10000, Problem: null),
            new DatasetFacts("few", 3, 32, 32, 20, 100, 10, Problem: null),
            new DatasetFacts("cifar10", 3, 32, 32, 10, 50000, 10000, Problem: "the folder data/cifar10 lacks test_batch.bin; put it there."),
        ]);

    /// <summary>A document with one place set to a JSON value (null: removed). A path is "search.objectives".</summary>
    public static string With(string document, string path, string? value)
    {
        var root = JsonNode.Parse(document)!;
        var names = path.Split('.');
        var parent = names[..^1].Aggregate(root, (node, name) => node[name] ??= new JsonObject());
        if (value is null)
        {
            parent.AsObject().Remove(names[^1]);
        }
        else
        {
            parent[names[^1]] = JsonNode.Parse(value);
        }

        return root.ToJsonString();
    }
}
