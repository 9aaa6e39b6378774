using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NasStudio.Browser.Tests;

/// <summary>What a person does with a finished search: filter and sort, brush, read the log, walk from a subnet to its neighbours.</summary>
public sealed class AnalysisTests(StudioFixture studio) : IClassFixture<StudioFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Subnets_SortedAndFiltered_TheAddressAndTheCsvSayTheSame()
    {
        var experiment = await FinishAsync("filter");
        await using var watched = await studio.Browser.OpenAsync();
        var page = watched.Page;
        await page.GotoAsync(studio.At($"/experiments/{experiment}?tab=subnets"));
        var table = page.GetByRole(AriaRole.Region, new() { Name = "Table of subnets" });
        await table.GetByRole(AriaRole.Button, new() { Name = "score" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("sort=score.*order=desc"));
        await Expect(table.GetByRole(AriaRole.Columnheader, new() { NameRegex = new Regex("^score") })).ToHaveAttributeAsync("aria-sort", "descending");

        await page.GetByText("Decisions", new() { Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "kind" }).GetByLabel("y").CheckAsync();
        await Expect(page).ToHaveURLAsync(new Regex("where=kind"));
        await Expect(page.GetByText(new Regex("^\\d+ of 40 subnets$"))).ToBeVisibleAsync();
        var listed = int.Parse((await page.GetByText(new Regex("^\\d+ of 40 subnets$")).InnerTextAsync()).Split(' ')[0], CultureInfo.InvariantCulture);

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync());
        var lines = (await File.ReadAllTextAsync(await download.PathAsync(), Stop)).TrimEnd('\n').Split('\n');
        Assert.Equal(listed, lines.Length - 1);
        Assert.All(lines.Skip(1), line => Assert.EndsWith(",y", line, StringComparison.Ordinal));

        await page.ReloadAsync();
        await Expect(page.GetByText($"{listed} of 40 subnets")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear filter" }).ClickAsync();
        await Expect(page.GetByText("40 subnets", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task Explore_AxisBrushed_TheTableShowsTheSelectionUntilItIsCleared()
    {
        var experiment = await FinishAsync("brush");
        await using var watched = await studio.Browser.OpenAsync();
        var page = watched.Page;
        await page.GotoAsync(studio.At($"/experiments/{experiment}?tab=explore"));
        await Expect(page.Locator(".parallel-line")).ToHaveCountAsync(5);

        await page.Locator(".parallel").ScrollIntoViewIfNeededAsync();

        // Read at once: the axes are laid out again while rows arrive, at the same places.
        var box = await page.EvaluateAsync<float[]>("() => { const box = [...document.querySelectorAll('.parallel-line')].at(-1).getBoundingClientRect(); return [box.x + box.width / 2, box.y, box.height]; }");
        await page.Mouse.MoveAsync(box[0], box[1] + 2);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box[0], box[1] + (box[2] / 2), new() { Steps = 5 });
        await page.Mouse.UpAsync();

        await Expect(page.Locator(".parallel-note")).ToContainTextAsync(new Regex("^\\d+ of 40 subnets are selected"));
        await Expect(page.GetByText(new Regex("\\d+ of 40 subnets; \\d+ are selected in the charts"))).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear selection" }).First.ClickAsync();
        await Expect(page.GetByText("40 subnets", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task Log_SearchedAndFiltered_ShowsTheLinesThatFit()
    {
        var experiment = await FinishAsync("log");
        await using var watched = await studio.Browser.OpenAsync();
        var page = watched.Page;
        await page.GotoAsync(studio.At($"/experiments/{experiment}?tab=log"));
        var log = page.GetByRole(AriaRole.Log, new() { Name = "Log of the run" });
        await Expect(log.Locator(".log-line").First).ToBeVisibleAsync();

        await page.GetByLabel("Search the lines").FillAsync("no line says this");
        await page.GetByLabel("Search the lines").PressAsync("Enter");
        await Expect(log).ToContainTextAsync("No line fits the filter.");
        await Expect(page).ToHaveURLAsync(new Regex("text=no"));
        await page.GetByLabel("Search the lines").FillAsync("");
        await page.GetByLabel("Search the lines").PressAsync("Enter");
        await Expect(log.Locator(".log-line").First).ToBeVisibleAsync();
        await page.GetByLabel("Level").SelectOptionAsync("error");
        await Expect(log).ToContainTextAsync("No line fits the filter.");
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task Row_Opened_LeadsToItsNeighboursWithExactValues()
    {
        var experiment = await FinishAsync("row");
        await using var watched = await studio.Browser.OpenAsync(width: 390, height: 844, scheme: ColorScheme.Dark);
        var page = watched.Page;
        await page.GotoAsync(studio.At($"/experiments/{experiment}/subnets/0"));
        var neighbours = page.GetByRole(AriaRole.Region, new() { Name = "Table of neighbours" });
        await Expect(neighbours.GetByRole(AriaRole.Row)).ToHaveCountAsync(1 + 3 + 3 + 2);
        await neighbours.GetByRole(AriaRole.Button, new() { Name = "score" }).ClickAsync();
        var link = neighbours.GetByRole(AriaRole.Link).First;
        var id = await link.InnerTextAsync();
        await link.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"/subnets/{id}$"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = id, Exact = true })).ToBeVisibleAsync();
        Assert.False(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"));
        Assert.Empty(watched.Faults);
    }

    /// <summary>A search of a table of 48 rows: 40 evaluations in seconds, without training.</summary>
    private async Task<Guid> FinishAsync(string name)
    {
        using var client = new HttpClient { BaseAddress = new Uri(studio.At("/")) };
        var csv = new StringBuilder("params_width,params_depth,params_kind,values_score,values_ms\n");
        for (var row = 0; row < 48; row++)
        {
            var (width, depth, kind) = (row % 4, row / 4 % 4, row / 16);
            csv.Append(CultureInfo.InvariantCulture, $"{8 * (width + 1)},{depth + 1},{"xyz"[kind]},{50 + (3 * width) + (2 * depth) + kind + (0.1 * (row % 7))},{1 + width + (0.5 * depth) + (0.01 * row)}\n");
        }

        using var put = await client.PutAsync($"api/tables/{name}", new StringContent(csv.ToString(), Encoding.UTF8, "text/csv"), Stop);
        put.EnsureSuccessStatusCode();
        using var content = new StringContent(
            $$"""
            { "schemaVersion": 1, "name": "{{name}}", "table": "{{name}}", "repeats": 1,
              "search": { "strategy": { "name": "random" }, "evaluations": 40,
                          "objectives": [ { "name": "score", "direction": "maximize" }, { "name": "ms", "direction": "minimize" } ] } }
            """,
            Encoding.UTF8,
            "application/json");
        using var answer = await client.PostAsync("api/experiments?start=true", content, Stop);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
        var experiment = (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("id").GetGuid();

        await using var watched = await studio.Browser.OpenAsync();
        await watched.Page.GotoAsync(studio.At($"/experiments/{experiment}"));
        await Expect(watched.Page.GetByText("Completed").First).ToBeVisibleAsync(new() { Timeout = 120_000 });
        return experiment;
    }
}
