using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using NasStudio.Runs.Launching;
using NasStudio.Runs.Protocol;
using NasStudio.Web.Tests.Hosting;

namespace NasStudio.Web.Tests.Hubs;

public sealed class ExperimentsHubTests : IAsyncLifetime
{
    private const int Subnets = 2500;
    private readonly Studio _studio = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task Watch_ConnectionDroppedAgainAndAgain_EndsWithExactlyTheServersSet()
    {
        var architectures = SampleRun.Architectures(Subnets);
        using var proceed = new SemaphoreSlim(0);
        _studio.Launcher.Script = async (run, kill) =>
        {
            await run.ReportAsync(SampleRun.Box);
            foreach (var (part, index) in architectures.Chunk(250).Select((part, index) => (part, index)))
            {
                await proceed.WaitAsync(kill);
                await run.ReportAsync(part.Select((architecture, n) => SampleRun.Evaluated(architecture, (250 * index) + n)));
            }

            await run.ReportAsync(new EndEvent(null));
            return new WorkerEnd(WorkerExit.Done, null);
        };
        var id = await _studio.SubmitAsync(start: true, Stop);
        await _studio.WaitForAsync(id, "Running", Stop);

        var held = new Held();
        for (var drop = 0; drop < 10; drop++)
        {
            // Each connection dies after its first batch with points; the next one goes on from what is held.
            proceed.Release();
            await held.WatchAsync(_studio, id, batch => batch.GetProperty("points").GetProperty("ids").GetArrayLength() > 0);
        }

        await held.WatchAsync(_studio, id, batch => batch.GetProperty("progress").GetProperty("state").GetString() == "Completed" && !batch.GetProperty("more").GetBoolean());

        var listed = (await _studio.GetAsync($"/api/experiments/{id}/subnets", Stop)).EnumerateArray().ToList();
        Assert.Equal(Subnets, listed.Count);
        Assert.Equal(listed.Select(subnet => subnet.GetProperty("id").GetString()), held.Ids);
        Assert.Equal(
            listed.Where(subnet => subnet.GetProperty("front").GetBoolean()).Select(subnet => subnet.GetProperty("id").GetString()!).ToHashSet(),
            held.Front.ToHashSet());
    }

    [Fact]
    public async Task Watch_ThousandsOfPoints_ComeInBatchesOfAtMostAThousand()
    {
        var architectures = SampleRun.Architectures(Subnets);
        _studio.Launcher.Script = async (run, _) =>
        {
            await run.ReportAsync(SampleRun.Box);
            await run.ReportAsync(architectures.Select((architecture, n) => SampleRun.Evaluated(architecture, n)));
            await run.ReportAsync(new EndEvent(null));
            return new WorkerEnd(WorkerExit.Done, null);
        };
        var id = await _studio.SubmitAsync(start: true, Stop);
        await _studio.WaitForAsync(id, "Completed", Stop);

        var held = new Held();
        await held.WatchAsync(_studio, id, batch => !batch.GetProperty("more").GetBoolean());

        Assert.Equal([1000, 1000, 500], held.BatchSizes);
        Assert.Equal(architectures.Select(architecture => architecture.Id), held.Ids);
    }

    [Fact]
    public async Task Watch_NewRunOfTheExperiment_TellsTheClientToStartAnew()
    {
        var architectures = SampleRun.Architectures(5);
        var count = 5;
        _studio.Launcher.Script = async (run, _) =>
        {
            await run.ReportAsync(architectures.Take(count).Select((architecture, n) => SampleRun.Evaluated(architecture, n)));
            await run.ReportAsync(new EndEvent(null));
            return new WorkerEnd(WorkerExit.Done, null);
        };
        var id = await _studio.SubmitAsync(start: true, Stop);
        await _studio.WaitForAsync(id, "Completed", Stop);
        var held = new Held();
        await held.WatchAsync(_studio, id, batch => !batch.GetProperty("more").GetBoolean());
        count = 3;
        using var client = _studio.CreateClient();
        using var again = await client.PostAsync($"/api/experiments/{id}/start?again=true", null, Stop);

        await held.WatchAsync(_studio, id, batch => batch.GetProperty("run").GetInt32() == 2 && batch.GetProperty("progress").GetProperty("state").GetString() == "Completed");

        Assert.Equal(architectures.Take(3).Select(architecture => architecture.Id), held.Ids);
    }

    [Fact]
    public async Task Watch_Batch_CarriesTheDecisionsAndTheFrontBySequenceNumber()
    {
        var architectures = SampleRun.Architectures(30);
        _studio.Launcher.Script = async (run, _) =>
        {
            await run.ReportAsync(architectures.Select((architecture, n) => SampleRun.Evaluated(architecture, n)));
            await run.ReportAsync(new EndEvent(null));
            return new WorkerEnd(WorkerExit.Done, null);
        };
        var id = await _studio.SubmitAsync(start: true, Stop);
        await _studio.WaitForAsync(id, "Completed", Stop);
        JsonElement last = default;
        await new Held().WatchAsync(_studio, id, batch => !(last = batch.Clone()).GetProperty("more").GetBoolean());

        var choices = last.GetProperty("choices");
        var columns = choices.GetProperty("data").GetBytesFromBase64().Chunk(30).ToList();
        Assert.Equal((1, SampleRun.Space.Decisions.Decisions.Length), (choices.GetProperty("width").GetInt32(), choices.GetProperty("decisions").GetInt32()));
        Assert.All(architectures.Index(), row => Assert.Equal(row.Item.Choices.Select(choice => (byte)choice), columns.Select(column => column[row.Index])));
        var ids = last.GetProperty("points").GetProperty("ids").EnumerateArray().Select(one => one.GetString()).ToList();
        var seqs = last.GetProperty("points").GetProperty("seqs").EnumerateArray().Select(one => one.GetInt64()).ToList();
        Assert.Equal(
            last.GetProperty("frontIds").EnumerateArray().Select(one => one.GetString()),
            last.GetProperty("frontSeqs").EnumerateArray().Select(one => ids[seqs.IndexOf(one.GetInt64())]));
    }

    [Fact]
    public async Task Watch_UnknownExperiment_SaysSo()
    {
        var error = await Assert.ThrowsAsync<HubException>(() => new Held().WatchAsync(_studio, Guid.Empty, _ => true));

        Assert.Contains("no experiment", error.Message, StringComparison.Ordinal);
    }

    /// <summary>What a client keeps: it follows the rules that are written at ExperimentBatch, and no others.</summary>
    private sealed class Held
    {
        private int? _run;
        private long _lastSeq;

        public List<string> Ids { get; } = [];

        public List<string> Front { get; private set; } = [];

        public List<int> BatchSizes { get; } = [];

        /// <summary>Watches on a connection of its own until a batch fits, then drops it.</summary>
        public async Task WatchAsync(Studio studio, Guid experiment, Predicate<JsonElement> last)
        {
            await using var connection = new HubConnectionBuilder().WithUrl(new Uri(studio.Server.BaseAddress, "hubs/experiments"), options =>
            {
                options.Transports = HttpTransportType.LongPolling;
                options.HttpMessageHandlerFactory = _ => studio.Server.CreateHandler();
            }).Build();
            await connection.StartAsync(Stop);
            var batches = _run is { } run
                ? connection.StreamAsync<JsonElement>("WatchRun", experiment, run, _lastSeq, Stop)
                : connection.StreamAsync<JsonElement>("Watch", experiment, 0L, Stop);
            await foreach (var batch in batches)
            {
                Take(batch);
                if (last(batch))
                {
                    return;
                }
            }
        }

        private void Take(JsonElement batch)
        {
            if (batch.GetProperty("reset").GetBoolean())
            {
                Ids.Clear();
            }

            var ids = batch.GetProperty("points").GetProperty("ids").EnumerateArray().Select(id => id.GetString()!).ToList();
            Assert.All(batch.GetProperty("points").EnumerateObject(), column => Assert.Equal(ids.Count, column.Value.GetArrayLength()));
            BatchSizes.Add(ids.Count);
            Ids.AddRange(ids);
            Front = [.. batch.GetProperty("frontIds").EnumerateArray().Select(id => id.GetString()!)];
            _run = batch.GetProperty("run").ValueKind is JsonValueKind.Null ? null : batch.GetProperty("run").GetInt32();
            _lastSeq = batch.GetProperty("lastSeq").GetInt64();
        }
    }
}
