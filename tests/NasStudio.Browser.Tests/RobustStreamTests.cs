using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NasStudio.Browser.Tests;

/// <summary>Much, broken off, or not read at all: the stream of points loses none and harms no one else.</summary>
public sealed class RobustStreamTests(DirectedStudio studio) : IClassFixture<DirectedStudio>
{
    private const string RememberSockets = """
        const original = window.WebSocket;
        window.sockets = [];
        window.WebSocket = class extends original {
          constructor(...given) {
            super(...given);
            window.sockets.push(this);
          }
        };
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Selection_OfAHundredThousandPoints_KeepsThePageAlive()
    {
        const int Subnets = 100_000;
        var run = await studio.BeginAsync("all of them", Stop);
        await run.EvaluateAsync(Subnets, Stop);
        await run.EndAsync(Stop);
        await using var watched = await studio.Browser.OpenAsync();
        var page = watched.Page;
        await OpenAsync(page, run);
        await WaitForAsync(page, $"count === {Subnets}");
        await page.WaitForFunctionAsync("() => document.querySelector('.scatterlayer .point')", null, new() { Timeout = 120_000 });

        await page.GetByRole(AriaRole.Button, new() { Name = "Box" }).ClickAsync();
        await page.Locator("[data-part=plot]").ScrollIntoViewIfNeededAsync();
        var plot = (await page.Locator("[data-part=plot] .nsewdrag").First.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(plot.X + 1, plot.Y + 1);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(plot.X + (plot.Width / 2), plot.Y + (plot.Height / 2), new() { Steps = 3 });
        await page.Mouse.MoveAsync(plot.X + plot.Width - 1, plot.Y + plot.Height - 1, new() { Steps = 3 });
        await page.Mouse.UpAsync();

        await Expect(page.Locator("[data-part=selected]")).ToHaveTextAsync("100,000 selected", new() { Timeout = 120_000 });
        // The circuit has not felt it: a choice that goes through the server still works.
        await page.GetByLabel("Across").SelectOptionAsync("macs");
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('.xtitle')].some(title => title.textContent.includes('MACs'))", null, new() { Timeout = 120_000 });
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task Stream_BrokenOffInTheMiddleOfABurst_EndsWithExactlyTheServersSet()
    {
        const int Subnets = 6000;
        var run = await studio.BeginAsync("broken off", Stop);
        await run.EvaluateAsync(500, Stop);
        await using var watched = await studio.Browser.OpenAsync();
        var page = watched.Page;
        await page.AddInitScriptAsync(RememberSockets);
        await OpenAsync(page, run);
        await WaitForAsync(page, "count === 500");

        var burst = run.EvaluateAsync(Subnets - 500, Stop);
        await WaitForAsync(page, "count > 500");
        await page.EvaluateAsync("() => window.sockets.findLast(socket => socket.url.includes('/hubs/experiments')).close(3001, 'broken off by the test')");
        await burst;

        await WaitForAsync(page, $"count === {Subnets}");
        Assert.True(await page.EvaluateAsync<int>("() => window.sockets.filter(socket => socket.url.includes('/hubs/experiments')).length") >= 2);
        var listed = await run.Http.GetFromJsonAsync<JsonElement>($"api/experiments/{run.Experiment}/subnets", Stop);
        var held = await page.EvaluateAsync<long[]>("() => Array.from(window.columns.seqs)");
        Assert.Equal(listed.EnumerateArray().Select(subnet => subnet.GetProperty("seq").GetInt64()), held);
    }

    [Fact]
    public async Task Stream_OfAViewerThatDoesNotRead_HoldsUpNobodyAndIsNotHoarded()
    {
        // 10 MB: more than what the buffers of a socket take.
        const int Parts = 60;
        const int Part = 1000;
        var run = await studio.BeginAsync("not read", Stop);
        await using var stalled = await StalledViewer.WatchAsync(studio.Address, run.Experiment, Stop);
        await using var reading = await StalledViewer.WatchAsync(studio.Address, run.Experiment, Stop);
        for (var part = 1; part <= Parts; part++)
        {
            await run.EvaluateAsync(Part, Stop);
            // Each part reaches the one who reads, whatever became of the other.
            await reading.ReadAsync(part * Part, Stop);
        }

        // The studio may have closed the connection, as nothing came from it for long; what lay in buffers is all that was kept for it.
        await stalled.ReadAsync(Parts * Part, Stop);
        await stalled.ResumeAsync(studio.Address, run.Experiment, Stop);
        await stalled.ReadAsync(Parts * Part, Stop);
        Assert.Equal(Parts * Part, reading.Ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(reading.Ids, stalled.Ids);
    }

    /// <summary>Opens the page; from then on its script holds the columns in window.columns.</summary>
    private async Task OpenAsync(IPage page, DirectedRun run)
    {
        await page.GotoAsync(new Uri(studio.Address, run.Path).ToString());
        await page.EvaluateAsync($"async () => {{ window.columns = (await import('/js/subnet-columns.js')).columnsOf('{run.Experiment}'); }}");
    }

    private static Task<IJSHandle> WaitForAsync(IPage page, string condition) =>
        page.WaitForFunctionAsync($"() => window.columns.{condition}", null, new() { Timeout = 120_000 });
}
