using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Columns;

namespace NasStudio.Web.Hubs;

/// <summary>
/// Batches by the snapshot that they were cut from: watchers who hold the same get the same one, which is read and written
/// once. They go with their snapshot.
/// </summary>
public sealed class BatchCache
{
    private readonly ConditionalWeakTable<RunSnapshot, ConcurrentDictionary<BatchCut, ExperimentBatch>> _batches = [];

    /// <summary>Only what is new in a snapshot is kept: a whole history, batch by batch, is one watcher's and large.</summary>
    internal ExperimentBatch Cut(RunSnapshot snapshot, BatchCut cut) => cut.First + cut.Count < snapshot.Subnets.Length
        ? Read(snapshot, cut)
        : _batches.GetOrCreateValue(snapshot).GetOrAdd(cut, static (part, from) => Read(from, part), snapshot);

    private static ExperimentBatch Read(RunSnapshot snapshot, BatchCut cut) => new(
        snapshot.Run.Number,
        cut.Reset,
        cut.Count > 0 ? snapshot.Subnets[cut.First + cut.Count - 1].Seq : cut.LastSeq,
        More: cut.First + cut.Count < snapshot.Subnets.Length || cut.Metrics + cut.MetricCount < snapshot.Metrics.Length,
        PointColumns.Of(snapshot, cut.First, cut.Count),
        PointColumns.OfTable(snapshot, cut.First, cut.Count),
        cut.Count > 0 ? ChoiceColumns.Of(snapshot.Subnets.AsSpan(cut.First, cut.Count)) : ChoiceColumns.None,
        [.. snapshot.Front.Select(index => snapshot.Subnets[index].Id)],
        [.. snapshot.Front.Select(index => snapshot.Subnets[index].Seq)],
        [.. snapshot.Metrics.Slice(cut.Metrics, cut.MetricCount).Select(CurvePoint.Of)],
        RunProgress.Of(snapshot));
}

/// <summary>Which part of a snapshot a batch holds.</summary>
/// <param name="LastSeq">What the watcher holds already.</param>
/// <param name="Metrics">Index of the first curve point.</param>
internal sealed record BatchCut(bool Reset, long LastSeq, int First, int Count, int Metrics, int MetricCount);
