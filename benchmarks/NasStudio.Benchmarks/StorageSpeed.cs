using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NasStudio.Core.Experiments;
using NasStudio.Core.Spaces;
using NasStudio.Runs;
using NasStudio.Runs.Feeds;
using NasStudio.Runs.Protocol;
using NasStudio.Storage;

namespace NasStudio.Benchmarks;

/// <summary>Evaluations through the ingest into an empty database, in the batches in which workers send them, with the feed of a page behind it.</summary>
internal static class StorageSpeed
{
    public static async Task<(double PerCpuSecond, double PerSecond)> MeasureAsync(int evaluations, CancellationToken cancellation)
    {
        var home = Directory.CreateTempSubdirectory("nasstudio-benchmark-").FullName;
        try
        {
            var services = new ServiceCollection();
            services.AddNasStudioStorage(Path.Combine(home, "nasstudio.db"));
            services.AddNasStudioRuns(new StudioOptions { Home = home });
            await using var provider = services.BuildServiceProvider();
            return await MeasureAsync(provider, evaluations, cancellation);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    private static async Task<(double PerCpuSecond, double PerSecond)> MeasureAsync(IServiceProvider provider, int evaluations, CancellationToken cancellation)
    {
        var store = provider.GetRequiredService<IRunStore>();
        var feeds = provider.GetRequiredService<IRunFeeds>();
        var ingest = provider.GetRequiredService<EventIngest>();
        const string Token = "benchmark";
        var document = new ExperimentDocument { Name = "benchmark", SearchSpace = BuiltInSpaces.Find("hybrid-tiny")!, Dataset = new DatasetOptions("shapes") };
        var experiment = await store.CreateExperimentAsync(ExperimentWriter.Write(document), document, null, cancellation);
        var queued = await store.QueueRunAsync(experiment.Id, cancellation);
        var run = (await store.BeginLaunchAsync(queued.Id, "launch", WorkerToken.Hash(Token), cancellation))!;
        await feeds.ReadAsync(run.Id, cancellation);
        EventBatch[] batches = [.. Enumerable.Range(0, evaluations).Select(Event).Chunk(new UplinkPace().BatchSize).Select(events => new EventBatch(run.Launch, events))];
        var (cpu, clock) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        foreach (var batch in batches)
        {
            await ingest.AcceptAsync(run.Id, Token, batch, cancellation);
        }

        var spent = Environment.CpuUsage.TotalTime - cpu;
        var elapsed = Stopwatch.GetElapsedTime(clock);
        var shown = (await feeds.ReadAsync(run.Id, cancellation)).Subnets.Length;
        return shown == evaluations
            ? (evaluations / spent.TotalSeconds, evaluations / elapsed.TotalSeconds)
            : throw new InvalidOperationException($"{shown} of {evaluations} evaluations were stored and shown.");
    }

    private static RunEvent Event(int index) => new EvaluationEvent(new Evaluation
    {
        SubnetId = index.ToString("x8", CultureInfo.InvariantCulture),
        Choices = [0, 2, 1, 0, 1, 2, 3, 0],
        Fidelity = Fidelity.Search,
        Values = ImmutableSortedDictionary<string, double>.Empty
            .Add("accuracy", 0.5 + (index * 1e-6)).Add("latency", 1 + (index % 997 * 1e-3)).Add("macs", 1e6 + index).Add("parameters", 1e5),
        PeakActivationBytes = 12_544,
        Accuracy = new AccuracyOrigin("validation", 1000, 0.01, "recalibrated", 512),
        Feasible = true,
    })
    {
        Seq = index + 1,
        Time = DateTimeOffset.UnixEpoch.AddSeconds(index),
    };
}
