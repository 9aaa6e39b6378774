using Microsoft.EntityFrameworkCore;
using NasStudio.Runs;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Feeds;
using NasStudio.Runs.Protocol;
using NasStudio.Storage.Entities;

namespace NasStudio.Storage;

internal sealed partial class RunStore
{
    private const int LogLinesLoaded = 1000;

    public Task<AppendedEvents> AppendAsync(Guid runId, int launch, IReadOnlyList<RunEvent> events, CancellationToken cancellation)
    {
        RunDigestTrack? digest = null;
        var key = 0L;
        return database.WriteAsync(
            async context =>
            {
                var run = await RunAsync(context, runId, cancellation) ?? throw NoRun(runId);
                if (run.Launch != launch || run.State is not RunState.Running)
                {
                    return new AppendedEvents(run.LastEvent, run.ToRow(), [], [], []);
                }

                var news = Continuation(run.LastEvent, events);
                if (news.Count == 0)
                {
                    return new AppendedEvents(run.LastEvent, run.ToRow(), [], [], []);
                }

                var append = new EventAppend(context, run);
                await append.AddAsync(news, cancellation);
                digest = append.ChangesDigest ? await DigestAsync(context, run, append.Evaluations, cancellation) : null;
                key = run.Key;
                if (append.End is { } end)
                {
                    run.Progress = end.Error is null ? 1 : run.Progress;
                    End(run, end.Error is null ? RunState.Completed : RunState.Failed, end.Error);
                }

                return append.Result(Touched(run).ToRow());
            },
            appended =>
            {
                if (digest is not null && !appended.Run.State.HasEnded())
                {
                    _digests[key] = digest;
                }

                Raise(new(appended.Run, appended));
            },
            cancellation);
    }

    public Task<StoredRun> LoadRunAsync(Guid runId, CancellationToken cancellation) =>
        database.ReadAsync(
            async context =>
            {
                var run = await RunAsync(context, runId, cancellation) ?? throw NoRun(runId);
                var evaluations = await context.Evaluations.Where(row => row.RunKey == run.Key).OrderBy(row => row.Seq).ToListAsync(cancellation);
                var metrics = await context.Metrics.Where(row => row.RunKey == run.Key).OrderBy(row => row.Seq).ToListAsync(cancellation);
                var log = await context.LogLines.Where(row => row.RunKey == run.Key).OrderByDescending(row => row.Seq).Take(LogLinesLoaded).ToListAsync(cancellation);
                return new StoredRun(
                    run.ToRow(),
                    [.. evaluations.Select(row => row.ToRow())],
                    [.. metrics.Select(row => row.ToRow())],
                    [.. Enumerable.Reverse(log).Select(row => row.ToRow())]);
            },
            cancellation);

    public Task<IReadOnlyList<LogRow>> ReadLogAsync(Guid runId, long before, int count, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<LogRow>>(
            async context =>
            {
                if (await RunAsync(context, runId, cancellation) is not { } run)
                {
                    return [];
                }

                var lines = await context.LogLines.Where(row => row.RunKey == run.Key && row.Seq < before).OrderByDescending(row => row.Seq).Take(count).ToListAsync(cancellation);
                return [.. Enumerable.Reverse(lines).Select(row => row.ToRow())];
            },
            cancellation);

    /// <summary>The events that follow the last stored one without a gap. The worker sends the others again.</summary>
    private static List<RunEvent> Continuation(long last, IReadOnlyList<RunEvent> events)
    {
        var news = new List<RunEvent>(events.Count);
        foreach (var next in events.Where(entry => entry.Seq > last).OrderBy(entry => entry.Seq))
        {
            if (next.Seq == last + 1)
            {
                news.Add(next);
                last = next.Seq;
            }
        }

        return news;
    }

    private static KeyNotFoundException NoRun(Guid runId) => new($"There is no run {runId}.");
}
