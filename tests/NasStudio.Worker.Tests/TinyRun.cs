using System.Collections.Immutable;
using NasStudio.Core.Experiments;
using NasStudio.Core.Spaces;
using NasStudio.Datasets;
using NasStudio.Runs.Protocol;

namespace NasStudio.Worker.Tests;

/// <summary>A whole run that takes seconds: a small hybrid space on a few generated images.</summary>
internal sealed class TinyRun : IEventSink, IDisposable
{
    private const string Space = """
        {
          "schemaVersion": 1, "name": "tiny",
          "input": { "channels": 1, "resolution": [12, 16] },
          "stem": { "width": [8], "kernel": [3], "stride": 2, "activation": "hswish" },
          "stages": [
            { "name": "conv", "block": "mbconv", "stride": 1, "depth": [1, 2], "width": [8], "expand": [2, 3], "kernel": [3, 5], "squeezeExcite": 0.25 },
            { "name": "vit", "block": "transformer", "stride": 2, "depth": [1, 2], "width": [16, 32], "mlpRatio": [1, 2], "valueScale": [1, 2], "headDim": 16, "reductionExpand": 2 }
          ],
          "head": { "width": [32] },
          "tie": "stage"
        }
        """;

    /// <summary>125 cells of three edges, many of which compute the same.</summary>
    public const string CellSpace = """
        {
          "schemaVersion": 1, "name": "tiny-cells", "input": { "channels": 1, "resolution": [8] }, "stem": { "width": [4], "stride": 1 },
          "cell": { "nodes": 3, "operations": ["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"], "stacks": [{ "width": 4, "depth": [1] }] }
        }
        """;

    private readonly DatasetCatalogue _datasets;
    private EventJournal? _journal;

    public TinyRun(string search, string sampler = """{ "name": "sandwich" }""", string space = Space, string evaluation = "{}", bool gradientProbe = false)
    {
        Folder = Directory.CreateTempSubdirectory("nasstudio-worker-").FullName;
        _datasets = new DatasetCatalogue(dataFolder: null, Path.Combine(Folder, "data"));
        var json = $$"""
            {
              "schemaVersion": 1, "name": "tiny run", "searchSpace": {{space}},
              "dataset": { "name": "shapes", "trainLimit": 256, "validation": 100 },
              "training": { "epochs": 2, "batchSize": 32, "sampler": {{sampler}}, "gradientProbe": {{(gradientProbe ? "true" : "false")}}, "checkpoints": { "everySteps": 3 } },
              "search": {{search}}, "evaluation": {{evaluation}}, "seed": 3
            }
            """;
        Experiment = new ExperimentReader(BuiltInSpaces.Find, [], _datasets.Facts()).Read(json);
    }

    public string Folder { get; }

    public ExperimentDocument Experiment { get; set; }

    public ImmutableArray<EarlierRun> Earlier { get; init; } = [];

    public List<RunEvent> Events { get; } = [];

    public void Report(RunEvent runEvent)
    {
        lock (Events)
        {
            Events.Add(runEvent);
            _journal?.Add(runEvent);
        }

        Seen?.Invoke(runEvent);
    }

    /// <summary>Ends the run early where it is cancelled.</summary>
    public CancellationToken Stop { get; set; } = TestContext.Current.CancellationToken;

    /// <summary>Called with each event as it is reported.</summary>
    public Action<RunEvent>? Seen { get; set; }

    /// <param name="name">Of the folder, which gets a journal as a launch under a studio has.</param>
    public SearchOutcome Execute(string name = "run", string? exportFolder = null)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        using var journal = _journal = new EventJournal(Path.Combine(folder, RunFolder.Journal));
        return new ExperimentRun(Experiment, Earlier, _datasets, folder, Folder, TimeProvider.System).Execute(this, exportFolder, Stop);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
