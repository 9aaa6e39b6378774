using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using NasStudio.Core.Costs;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Networks;
using NasStudio.Core.Randomness;
using NasStudio.Core.Spaces;
using NasStudio.Runs;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Protocol;
using NasStudio.Storage;

namespace NasStudio.Browser.Tests;

/// <summary>A home as weeks of work leave it, written through the store: two finished experiments, one interrupted, one failed, one draft.</summary>
public sealed class SeededHome
{
    private const int Evaluations = 60;
    private static readonly SearchSpace Space = new(BuiltInSpaces.Find("hybrid-tiny")!);
    private static readonly NetworkInput Input = new(1, 28, 28, 10);
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    public required string Folder { get; init; }

    public required Guid Finished { get; init; }

    /// <summary>The same space and data with other settings.</summary>
    public required Guid Other { get; init; }

    public required Guid Interrupted { get; init; }

    public required Guid Failed { get; init; }

    public required Guid Draft { get; init; }

    /// <summary>Of the finished experiment.</summary>
    public static string Smallest => Space.Smallest.Id;

    public static string Largest => Space.Largest.Id;

    public static async Task<SeededHome> CreateAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("nasstudio-browser-").FullName;
        await using var services = new ServiceCollection().AddLogging().AddNasStudioStorage(Path.Combine(folder, "nasstudio.db")).BuildServiceProvider();
        var store = services.GetRequiredService<IRunStore>();
        var draft = await ExperimentAsync(store, "next idea", document => document, cancellation);
        await store.EditExperimentAsync(draft.Id, new ExperimentEdit(Tags: ["idea"], Notes: "Try **wider** stages, see [the paper](https://arxiv.org/abs/2303.09730)."), cancellation);
        var failed = await ExperimentAsync(store, "too large a batch", document => document with { Training = document.Training with { BatchSize = 512 } }, cancellation);
        await RunAsync(store, failed, folder, Evaluations / 5, RunState.Failed, "The worker ran out of memory and the system killed it. Use a smaller batch size or fewer training images, or give the studio more memory.", 0, cancellation);
        var interrupted = await ExperimentAsync(store, "overnight", document => document with { Seed = 3 }, cancellation);
        await RunAsync(store, interrupted, folder, Evaluations / 2, RunState.Interrupted, "The studio stopped while this run was at 62 %. Resume it to go on from its last checkpoint.", 0.01, cancellation);
        var other = await ExperimentAsync(store, "longer training", document => document with { Seed = 2, Training = document.Training with { Epochs = 8 } }, cancellation);
        await RunAsync(store, other, folder, Evaluations, RunState.Completed, null, 0.03, cancellation);
        var finished = await ExperimentAsync(store, "first look", document => document, cancellation);
        await store.EditExperimentAsync(finished.Id, new ExperimentEdit(Tags: ["baseline", "paper"]), cancellation);
        await RunAsync(store, finished, folder, Evaluations, RunState.Completed, null, 0, cancellation);
        return new SeededHome { Folder = folder, Finished = finished.Id, Other = other.Id, Interrupted = interrupted.Id, Failed = failed.Id, Draft = draft.Id };
    }

    private static Task<ExperimentRow> ExperimentAsync(IRunStore store, string name, Func<ExperimentDocument, ExperimentDocument> change, CancellationToken cancellation)
    {
        var document = change(new ExperimentDocument { Name = name, SearchSpace = Space.Document, Dataset = new DatasetOptions("shapes", 2000, 500) });
        return store.CreateExperimentAsync(ExperimentJson.Write(document), document, null, cancellation);
    }

    private static async Task RunAsync(IRunStore store, ExperimentRow experiment, string home, int evaluations, RunState end, string? error, double gain, CancellationToken cancellation)
    {
        var run = await store.QueueRunAsync(experiment.Id, cancellation);
        await store.BeginLaunchAsync(run.Id, Path.Combine(home, "runs", run.Id.ToString("N"), "e1"), "hash", cancellation);
        var events = new List<RunEvent> { new LogEvent("info", "Training on 2,000 images."), new BoxEvent(0.1, new Dictionary<string, double> { ["latency"] = 0.6 }) };
        for (var step = 1; step <= 60; step++)
        {
            events.Add(new MetricEvent(step, "loss", 0.3 + (2 / (1 + (0.2 * step)))));
            events.AddRange(step % 10 != 0 ? [] : new[] { ("smallest", 0.5), ("random", 0.6), ("largest", 0.7) }.Select(one => new MetricEvent(step, $"accuracy.{one.Item1}", one.Item2 * step / (step + 10.0))));
        }

        events.AddRange(Architectures(evaluations).Select((architecture, n) => new EvaluationEvent(Evaluated(architecture, n, gain, Fidelity.Search))));
        events.Add(new ProgressEvent(RunStages.Search, evaluations / (double)Evaluations * 0.95, null, null, evaluations, Evaluations));
        if (end is RunState.Completed)
        {
            events.AddRange(new[] { Space.Smallest, Space.Largest }.Select((architecture, n) => new EvaluationEvent(Evaluated(architecture, n, gain, Fidelity.Final))));
            events.Add(new EndEvent(null));
        }

        await store.AppendAsync(run.Id, 1, [.. events.Select((one, index) => one with { Seq = index + 1, Time = Start.AddSeconds(index) })], cancellation);
        if (end is not RunState.Completed)
        {
            await store.EndRunAsync(run.Id, 1, end, error, cancellation);
        }
    }

    /// <summary>The smallest, the largest and distinct random ones.</summary>
    private static List<Architecture> Architectures(int count)
    {
        var random = new SeededRandom(5, "browser-tests");
        var chosen = new List<Architecture> { Space.Smallest, Space.Largest };
        var known = chosen.ToHashSet();
        while (chosen.Count < count)
        {
            var next = Space.Decisions.Sample(random);
            if (known.Add(next))
            {
                chosen.Add(next);
            }
        }

        return chosen;
    }

    /// <summary>Accuracy and latency both rise with MACs, each with a ripple of its own.</summary>
    private static Evaluation Evaluated(Architecture architecture, int n, double gain, Fidelity fidelity)
    {
        var cost = NetworkCost.Of(Space.Expand(architecture, Input));
        var size = Math.Log10(cost.Macs) - 5;
        var latency = 0.06 + (0.12 * size) + (0.01 * (n % 5));
        return new Evaluation
        {
            SubnetId = architecture.Id,
            Choices = architecture.Choices,
            Fidelity = fidelity,
            Feasible = n % 17 != 16,
            PeakActivationBytes = cost.PeakActivationBytes,
            Accuracy = new AccuracyOrigin(fidelity is Fidelity.Final ? "test" : "validation", 500, 0.01, "recalibrated", 512),
            Latency = new LatencyOrigin("measured", "AMD EPYC", "ONNX Runtime 1.31.1", 1, 20, 50, 10, latency, latency * 1.1, 0.02, 0.2),
            Proposal = n < 2 ? null : new Proposal(n % 3 == 0 ? Proposal.Random : Proposal.Strategy, 1),
            Values = ImmutableSortedDictionary<string, double>.Empty
                .Add("accuracy", 0.6 + gain + (0.14 * size) + (0.012 * (n % 7)))
                .Add("latency", latency)
                .Add("macs", cost.Macs)
                .Add("parameters", cost.Parameters),
        };
    }
}
