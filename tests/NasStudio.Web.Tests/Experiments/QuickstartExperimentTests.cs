using Microsoft.Extensions.DependencyInjection;
using NasStudio.Web.Experiments;
using NasStudio.Web.Tests.Hosting;

namespace NasStudio.Web.Tests.Experiments;

public sealed class QuickstartExperimentTests : IAsyncLifetime
{
    private readonly Studio _studio = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task Queue_HomeThatHasOne_GetsANewRunOfIt()
    {
        var quickstart = _studio.Services.GetRequiredService<QuickstartExperiment>();
        _studio.Launcher.Script = async (run, _) =>
        {
            await run.ReportAsync(new Runs.Protocol.EndEvent(null));
            return new Runs.Launching.WorkerEnd(Runs.Protocol.WorkerExit.Done, null);
        };

        var first = await quickstart.QueueAsync(Stop);
        await _studio.WaitForAsync(first.Id, "Completed", Stop);
        var second = await quickstart.QueueAsync(Stop);

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(1, first.NewestRun!.Number);
        Assert.Equal(2, second.NewestRun!.Number);
    }
}
