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

    private readonly DatasetCatalogue _datasets;

    public TinyRun(string search, string sampler = """{ "name": "sandwich" }""", string evaluation = "{}")
    {
        Folder = Directory.CreateTempSubdirectory("nasstudio-worker-").FullName;
        _datasets = new DatasetCatalogue(dataFolder: null, Path.Combine(Folder, "data"));
        var json = $$"""
            {
              "schemaVersion": 1, "name": "tiny run", "searchSpace": {{Space}},
              "dataset": { "name": "shapes", "trainLimit": 256, "validation": 100 },
              "training": { "epochs": 2, "batchSize": 32, "sampler": {{sampler}}, "checkpoints": { "everySteps": 3 } },
              "search": {{search}}, "evaluation": {{evaluation}}, "seed": 3
            }
            """;
        Experiment = new ExperimentReader(BuiltInSpaces.Find, [], _datasets.Facts()).Read(json);
    }

    public string Folder { get; }

    public ExperimentDocument Experiment { get; }

    public ImmutableArray<EarlierRun> Earlier { get; init; } = [];

    public List<RunEvent> Events { get; } = [];

    public void Report(RunEvent runEvent)
    {
        lock (Events)
        {
            Events.Add(runEvent);
        }

        Seen?.Invoke(runEvent);
    }

    /// <summary>Ends the run early where it is cancelled.</summary>
    public CancellationToken Stop { get; set; } = TestContext.Current.CancellationToken;

    /// <summary>Called with each event as it is reported.</summary>
    public Action<RunEvent>? Seen { get; set; }

    public SearchOutcome Execute(string name = "run", string? exportFolder = null)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        return new ExperimentRun(Experiment, Earlier, _datasets, folder, Folder, TimeProvider.System).Execute(this, exportFolder, Stop);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
