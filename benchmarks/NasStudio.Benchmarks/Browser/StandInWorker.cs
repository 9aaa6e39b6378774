using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using NasStudio.Runs.Protocol;

namespace NasStudio.Benchmarks.Browser;

/// <summary>
/// Takes the place of NasStudio.Worker: reports made-up evaluations over the worker protocol. What to report it reads from lines of
/// a file beside the database, each "COUNT RATE" (RATE a second; 0: as fast as they are taken) or "end".
/// </summary>
internal static class StandInWorker
{
    /// <summary>Below NASSTUDIO_HOME.</summary>
    public const string Orders = "stand-in-orders.txt";

    /// <summary>Beside it: a line for each batch, "COUNT MILLISECONDS": how many evaluations were committed, and when (Unix time).</summary>
    public const string Commits = "stand-in-commits.txt";

    private const int LargestBatch = 1000;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <returns>The exit code of a worker.</returns>
    public static async Task<int> RunAsync(string folder, TimeProvider time, CancellationToken cancellation)
    {
        var order = JsonSerializer.Deserialize<WorkOrder>(await File.ReadAllTextAsync(Path.Combine(folder, RunFolder.Order), cancellation), RunJson.Options)!;
        using var http = new HttpClient { BaseAddress = order.Server };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", order.Token);
        var report = new Report(http, order, time);
        await report.SendAsync([new ProgressEvent(RunStages.Search, 0, null, null, 0, 0), SyntheticSubnets.Box], cancellation);
        var subnets = new SyntheticSubnets(seed: (ulong)order.Launch);
        for (var line = 0; ; line++)
        {
            var text = await LineAsync(Path.Combine(order.Home, Orders), line, time, cancellation);
            if (text == "end")
            {
                await report.SendAsync([new EndEvent(null)], cancellation);
                return WorkerExit.Done;
            }

            var numbers = text.Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
            await report.EvaluateAsync(subnets, numbers[0], numbers[1], cancellation);
        }
    }

    private static async Task<string> LineAsync(string path, int index, TimeProvider time, CancellationToken cancellation)
    {
        while (true)
        {
            if (File.Exists(path) && (await File.ReadAllTextAsync(path, cancellation)).Split('\n') is var lines && lines.Length > index + 1)
            {
                return lines[index];
            }

            await Task.Delay(Poll, time, cancellation);
        }
    }

    private sealed class Report(HttpClient http, WorkOrder order, TimeProvider time)
    {
        private long _seq;
        private int _done;

        public async Task EvaluateAsync(SyntheticSubnets subnets, int count, int rate, CancellationToken cancellation)
        {
            var (start, sent) = (time.GetTimestamp(), 0);
            while (sent < count)
            {
                var due = rate == 0 ? count : Math.Min(count, (int)(time.GetElapsedTime(start).TotalSeconds * rate));
                var batch = Math.Min(LargestBatch, due - sent);
                if (batch > 0)
                {
                    _done += batch;
                    await SendAsync(
                        [.. Enumerable.Range(0, batch).Select(RunEvent (_) => subnets.Next()), new ProgressEvent(RunStages.Search, 0.5, 60, 90, _done, Math.Max(_done, 200_000))],
                        cancellation);
                    await File.AppendAllTextAsync(Path.Combine(order.Home, Commits), $"{_done} {time.GetUtcNow().ToUnixTimeMilliseconds()}\n", cancellation);
                    sent += batch;
                }

                if (rate > 0)
                {
                    await Task.Delay(Poll, time, cancellation);
                }
            }
        }

        /// <summary>Numbers the events and sends them until they are committed.</summary>
        public async Task SendAsync(IEnumerable<RunEvent> events, CancellationToken cancellation)
        {
            var batch = new EventBatch(order.Launch, [.. events.Select(one => one with { Seq = ++_seq, Time = time.GetUtcNow() })]);
            using var answer = await http.PostAsJsonAsync(WorkerApi.EventsPath(order.Run), batch, RunJson.Options, cancellation);
            if (answer.StatusCode is HttpStatusCode.Conflict)
            {
                throw new InvalidOperationException("The run has ended while its evaluations were sent.");
            }

            answer.EnsureSuccessStatusCode();
        }
    }
}
