using System.Text.Json;
using System.Text.Json.Nodes;
using NasStudio.Core.Documents;
using NasStudio.Core.Experiments;
using NasStudio.Datasets;
using NasStudio.Export.Latency;
using NasStudio.Runs.Estimates;
using NasStudio.Runs.Experiments;

namespace NasStudio.Web.Experiments;

/// <summary>What an experiment will take on this machine, and a short run that measures what is not known yet.</summary>
public sealed class ExperimentEstimates(ExperimentSubmission submission, DatasetCatalogue datasets, RunPaces paces)
{
    /// <summary>Steps that a measurement trains: three parts of eight.</summary>
    private const int MeasuredSteps = 24;
    private const int MeasuredEvaluations = 8;
    private const int MeasuredImages = 500;
    private const int MeasuredCandidates = 20;

    /// <exception cref="DocumentException">With every error found.</exception>
    public async Task<Estimate> OfAsync(string json, CancellationToken cancellation) => await OfAsync(await submission.CheckAsync(json, cancellation), cancellation);

    /// <summary>Computed off the caller's thread.</summary>
    public Task<Estimate> OfAsync(ExperimentDocument document, CancellationToken cancellation) => Task.Run(() => Of(document, cancellation), cancellation);

    /// <summary>
    /// Queues a short run of the same space, sampler and batch: a few steps and a few evaluations. Its pace is kept like that of
    /// any run.
    /// </summary>
    /// <exception cref="DocumentException">The document breaks a rule; nothing was queued.</exception>
    public async Task<ExperimentRow> MeasureAsync(string json, CancellationToken cancellation)
    {
        var document = await submission.CheckAsync(json, cancellation);
        return await submission.SubmitAsync(Measurement(json, document), idempotencyKey: null, start: true, cancellation);
    }

    private Estimate Of(ExperimentDocument document, CancellationToken cancellation)
    {
        if (document.Table is not null)
        {
            return new Estimate(null, null, null, "A table is searched without training: seconds to minutes, not estimated.", CanBeMeasured: false);
        }

        var images = datasets.Facts().First(facts => facts.Name == document.Dataset.Name);
        var work = RunWork.Of(document, images, cancellation);
        var known = paces.Of(ThisMachine.Processor);
        var time = TimeEstimate.Of(work, known, out var missing);
        return new Estimate(time, SpaceEstimate.Memory(document, work, known), SpaceEstimate.Disk(document, work), missing, CanBeMeasured: true);
    }

    private static string Measurement(string json, ExperimentDocument document)
    {
        var root = JsonNode.Parse(json, documentOptions: new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip })!.AsObject();
        var name = $"measurement: {document.Name}";
        root["name"] = name[..Math.Min(name.Length, ExperimentDocument.MaximumNameLength)];
        root.Remove("evaluation");
        var training = Section(root, "training");
        training["epochs"] = 1;
        training.Remove("gradientProbe");
        var dataset = Section(root, "dataset");
        var steps = MeasuredSteps * document.Training.BatchSize;
        dataset["trainLimit"] = Math.Min(document.Dataset.TrainLimit ?? steps, steps);
        dataset["validation"] = Math.Min(document.Dataset.Validation, MeasuredImages);
        var search = Section(root, "search");
        foreach (var left in new[] { "constraints", "warmStart", "repeats", "latency", "deduplicate", "recalibrationImages" })
        {
            search.Remove(left);
        }

        search["baseline"] = "none";
        search["evaluations"] = MeasuredEvaluations;
        search["strategy"] = document.Search.Strategy.ScoresCandidates
            ? new JsonObject { ["name"] = "robot", ["candidates"] = MeasuredCandidates, ["rounds"] = 1 }
            : new JsonObject { ["name"] = "random" };
        return root.ToJsonString();
    }

    private static JsonObject Section(JsonObject root, string name)
    {
        if (root[name] is not JsonObject)
        {
            root[name] = new JsonObject();
        }

        return root[name]!.AsObject();
    }
}
