using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NasStudio.Browser.Tests;

/// <summary>What a person does with the cloud of an experiment: colours, axes, slider, replay, pause, selection, files.</summary>
public sealed class OverviewTests(DirectedStudio studio) : IClassFixture<DirectedStudio>
{
    private const int Subnets = 300;

    /// <summary>Points of the cloud that are drawn.</summary>
    private const string Drawn = "() => Number(document.querySelector('[data-part=\"cloud\"]')?.dataset.drawn ?? 0)";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tabs_ChosenByClickAndByKeys_AreInTheAddress()
    {
        var run = await BeginAsync("tabs");
        await using var watched = await OpenAsync(run);
        var page = watched.Page;

        await page.GetByRole(AriaRole.Tab, new() { Name = "Settings" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("tab=settings"));
        await Expect(page.GetByText("The document with every default written out")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Tab, new() { Name = "Settings" })).ToHaveAttributeAsync("aria-selected", "true");

        await page.GetByRole(AriaRole.Tab, new() { Name = "Settings" }).FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(page.GetByRole(AriaRole.Tab, new() { Name = "Log" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("tab=log"));
        await page.GoBackAsync();
        await Expect(page.GetByRole(AriaRole.Tab, new() { Name = "Settings" })).ToHaveAttributeAsync("aria-selected", "true");
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task ColourAndAxes_Chosen_AreDrawnAndKeptInTheAddress()
    {
        var run = await BeginAsync("colours");
        await using var watched = await OpenAsync(run);
        var page = watched.Page;

        await page.GetByLabel("Colour by").SelectOptionAsync("conv1.depth");
        await Expect(page.Locator("[data-part=legend]")).ToContainTextAsync("conv1.depth:");
        await Expect(page).ToHaveURLAsync(new Regex("colour=conv1.depth"));
        var groups = await page.EvaluateAsync<int>($"() => document.querySelector('[data-part=legend]').querySelectorAll('i').length");
        Assert.InRange(groups, 2, 8);

        await page.GetByLabel("Across").SelectOptionAsync("macs");
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('.xtitle')].some(title => title.textContent.includes('MACs'))");
        await page.ReloadAsync();
        await page.WaitForFunctionAsync($"() => ({Drawn})() === {Subnets}");
        await Expect(page.GetByLabel("Across")).ToHaveValueAsync("macs");
        await Expect(page.GetByLabel("Colour by")).ToHaveValueAsync("conv1.depth");
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('.xtitle')].some(title => title.textContent.includes('MACs'))");
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task Cloud_OfWhatWasThereAndWhatArrives_HasAMarkWhereEachSubnetLies()
    {
        var run = await BeginAsync("marks");
        await using var watched = await OpenAsync(run);
        var page = watched.Page;
        await run.EvaluateAsync(20, Stop);
        await page.WaitForFunctionAsync($"() => ({Drawn})() === {Subnets + 20}");

        // Rows without a covered pixel within 3 of their place, and the part of the canvas that is covered at all.
        var (missed, covered) = await page.EvaluateAsync<double[]>($$"""
            async () => {
              const columns = (await import('/js/subnet-columns.js')).columnsOf('{{run.Experiment}}');
              const { xaxis, yaxis } = [...document.querySelectorAll('.js-plotly-plot')].find(element => element.id.includes('pareto'))._fullLayout;
              const canvas = document.querySelector('[data-part="cloud"]');
              const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
              const ratio = canvas.width / xaxis._length;
              const isMarked = (x, y) => [...Array(49).keys()].some(i => data[4 * ((y + Math.floor(i / 7) - 3) * canvas.width + x + i % 7 - 3) + 3] > 0);
              const rows = [...Array(columns.count).keys()];
              const places = rows.map(row => [xaxis.d2p(columns.value('latency')[row]) * ratio, yaxis.d2p(columns.value('accuracy')[row]) * ratio].map(Math.floor));
              return [places.filter(([x, y]) => !isMarked(x, y)).length, data.filter((value, i) => i % 4 === 3 && value > 0).length / (data.length / 4)];
            }
            """) is [var none, var part] ? (none, part) : (double.NaN, double.NaN);

        Assert.Equal(0, missed);
        Assert.InRange(covered, 0.001, 0.3);
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task Slider_MovedByKeys_SaysWhatTheServerSays()
    {
        var run = await BeginAsync("slider");
        await using var watched = await OpenAsync(run);
        var page = watched.Page;
        var slider = page.Locator("[data-part=limit]");
        await Expect(slider).ToHaveValueAsync("2");

        await slider.FocusAsync();
        for (var step = 0; step < 5; step++)
        {
            await page.Keyboard.PressAsync("ArrowLeft");
        }

        await Expect(slider).ToHaveValueAsync("1.5");
        await Expect(page).ToHaveURLAsync(new Regex("limit=1.5"));
        var best = await run.Http.GetFromJsonAsync<JsonElement>($"api/experiments/{run.Experiment}/best?latencyMs=1.5", Stop);
        var card = page.Locator(".best-card");
        await Expect(card.Locator("[data-best=accuracy]")).ToHaveTextAsync(best.GetProperty("accuracy").GetDouble().ToString("P2", CultureInfo.GetCultureInfo("en-GB")).Replace(" ", "", StringComparison.Ordinal));
        await Expect(card.Locator(".id")).ToHaveTextAsync(best.GetProperty("id").GetString()!);
        await Expect(card.GetByRole(AriaRole.Link, new() { Name = "Download ONNX" })).ToHaveAttributeAsync("href", new Regex(best.GetProperty("id").GetString()!));

        var apart = await page.EvaluateAsync<double>("""
            () => {
              const thumb = document.querySelector('[data-part=limit]').getBoundingClientRect();
              const input = document.querySelector('[data-part=limit]');
              const centre = thumb.left + 10 + (thumb.width - 20) * (input.value - input.min) / (input.max - input.min);
              return Math.abs(centre - document.querySelector('[data-part=line]').getBoundingClientRect().left);
            }
            """);
        Assert.InRange(apart, 0, 2);
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task Stream_Paused_CountsWhatIsNewAndShowsItLater()
    {
        var run = await BeginAsync("pause");
        await using var watched = await OpenAsync(run);
        var page = watched.Page;
        var live = page.Locator("[data-part=live]");

        await live.ClickAsync();
        await Expect(live).ToHaveTextAsync("Paused");
        await run.EvaluateAsync(7, Stop);
        await Expect(live).ToHaveTextAsync("Paused, 7 new");
        Assert.Equal(Subnets, await page.EvaluateAsync<int>(Drawn));

        await live.ClickAsync();
        await page.WaitForFunctionAsync($"() => ({Drawn})() === {Subnets + 7}");
        await Expect(live).ToHaveTextAsync("Live");
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task Replay_Played_GoesFromFewPointsToAll()
    {
        var run = await BeginAsync("replay");
        await using var watched = await OpenAsync(run);
        var page = watched.Page;
        await page.Locator("[data-part=replay]").FillAsync("50");
        await page.WaitForFunctionAsync($"() => ({Drawn})() === 50");
        await Expect(page.Locator("[data-part=replayed]")).ToHaveTextAsync("50 of 300");

        await page.GetByRole(AriaRole.Button, new() { Name = "Replay the search" }).ClickAsync();
        await page.WaitForFunctionAsync($"() => ({Drawn})() > 60 && ({Drawn})() < 300");
        await page.WaitForFunctionAsync($"() => ({Drawn})() === 300", null, new() { Timeout = 120_000 });
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Replay the search" })).ToBeVisibleAsync();
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task Export_OfAReplayedMoment_HoldsWhatIsShown()
    {
        var run = await BeginAsync("export");
        await using var watched = await OpenAsync(run);
        var page = watched.Page;
        await page.Locator("[data-part=replay]").FillAsync("50");
        await page.WaitForFunctionAsync($"() => ({Drawn})() === 50");

        var lines = await File.ReadAllLinesAsync(await ExportAsync(page, "CSV of the subnets in sight"), Stop);
        Assert.Equal(51, lines.Length);
        Assert.StartsWith("number,subnet_id", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("49,", lines[50], StringComparison.Ordinal);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], (await File.ReadAllBytesAsync(await ExportAsync(page, "PNG of the chart"), Stop))[..4]);
        Assert.Contains("<svg", (await File.ReadAllTextAsync(await ExportAsync(page, "SVG of the chart"), Stop))[..200], StringComparison.Ordinal);
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task Front_WalkedByKeys_OpensASubnet()
    {
        var run = await BeginAsync("keys");
        await using var watched = await OpenAsync(run);
        var page = watched.Page;
        await page.Locator("[data-part=plot]").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator("[data-part=said]")).ToContainTextAsync("Front 1 of");
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator("[data-part=said]")).ToContainTextAsync("Front 2 of");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/subnets/[0-9a-z]+$"));
        Assert.Empty(watched.Faults);
    }

    private static async Task<string> ExportAsync(IPage page, string item)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByText(item).ClickAsync());
        return await download.PathAsync();
    }

    private async Task<DirectedRun> BeginAsync(string name)
    {
        var run = await studio.BeginAsync(name, Stop);
        await run.EvaluateAsync(Subnets, Stop);
        return run;
    }

    private async Task<WatchedPage> OpenAsync(DirectedRun run)
    {
        var watched = await studio.Browser.OpenAsync();
        await watched.Page.GotoAsync(new Uri(studio.Address, run.Path).ToString());
        await watched.Page.WaitForFunctionAsync($"() => ({Drawn})() === {Subnets}", null, new() { Timeout = 120_000 });
        return watched;
    }
}
