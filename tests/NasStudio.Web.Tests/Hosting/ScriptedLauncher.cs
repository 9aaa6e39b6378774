using System.Net.Http.Headers;
using System.Net.Http.Json;
using NasStudio.Runs.Launching;
using NasStudio.Runs.Protocol;

namespace NasStudio.Web.Tests.Hosting;

/// <summary>Does runs by a script of the test, reporting over the same HTTP calls as a worker process.</summary>
public sealed class ScriptedLauncher(Func<HttpClient> client) : IRunLauncher
{
    /// <summary>What a run does. Until a test sets it: nothing, until it is killed.</summary>
    public Func<ScriptedRun, CancellationToken, Task<WorkerEnd>> Script { get; set; } = IdleAsync;

    public static async Task<WorkerEnd> IdleAsync(ScriptedRun run, CancellationToken kill)
    {
        var killed = new TaskCompletionSource();
        await using var registration = kill.Register(killed.SetResult);
        await killed.Task;
        return new WorkerEnd(WorkerExit.OutOfMemory, null);
    }

    public async Task<WorkerEnd> RunAsync(WorkOrder order, CancellationToken kill)
    {
        using var http = client();
        return await Script(new ScriptedRun(order, http), kill);
    }
}

public sealed class ScriptedRun(WorkOrder order, HttpClient http)
{
    private long _seq;

    public WorkOrder Order => order;

    /// <summary>Numbers the events and uploads them; answers when they are committed.</summary>
    public async Task ReportAsync(params IEnumerable<RunEvent> events)
    {
        using var call = new HttpRequestMessage(HttpMethod.Post, WorkerApi.EventsPath(order.Run));
        call.Headers.Authorization = new AuthenticationHeaderValue("Bearer", order.Token);
        call.Content = JsonContent.Create(new EventBatch(order.Launch, [.. events.Select(one => one with { Seq = ++_seq })]), options: RunJson.Options);
        using var answer = await http.SendAsync(call, CancellationToken.None);
        answer.EnsureSuccessStatusCode();
    }
}
