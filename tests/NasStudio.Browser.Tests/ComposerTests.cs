using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NasStudio.Browser.Tests;

/// <summary>Composing as a person does it: with the mouse, with the keyboard, with files, and with a reload in between.</summary>
public sealed class ComposerTests(StudioFixture studio) : IClassFixture<StudioFixture>
{
    private const string Names = "() => [...document.querySelectorAll('.stage-movable')].map(card => card.querySelector('input[id$=\".name\"]').value).join()";

    [Fact]
    public async Task Stage_Dragged_StandsWhereItWasDroppedUntilUndone()
    {
        await using var watched = await OpenAsync();
        var page = watched.Page;
        await page.Locator(".stage-handle").First.ScrollIntoViewIfNeededAsync();
        var from = (await page.Locator(".stage-handle").Nth(0).BoundingBoxAsync())!;
        var card = (await page.Locator(".stage-movable").Nth(2).BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(from.X + (from.Width / 2), from.Y + (from.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(from.X + 20, card.Y + (card.Height * 0.75f), new() { Steps = 8 });
        await Expect(page.Locator(".stage-drop-before, .stage-drop-after")).ToHaveCountAsync(1);
        await page.Mouse.UpAsync();
        await page.WaitForFunctionAsync($"() => ({Names})() === 'conv2,vit1,conv1,vit2'");

        await page.Keyboard.PressAsync("Control+z");
        await page.WaitForFunctionAsync($"() => ({Names})() === 'conv1,conv2,vit1,vit2'");
        await page.Keyboard.PressAsync("Control+Shift+z");
        await page.WaitForFunctionAsync($"() => ({Names})() === 'conv2,vit1,conv1,vit2'");
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task Stage_MovedByKeys_TakesTheFocusAlongAndIsAnnounced()
    {
        await using var watched = await OpenAsync();
        var page = watched.Page;
        await page.Locator(".stage-handle").First.FocusAsync();
        await page.Keyboard.PressAsync("Alt+ArrowDown");
        await page.WaitForFunctionAsync($"() => ({Names})() === 'conv2,conv1,vit1,vit2'");
        await Expect(page.GetByText("Stage conv1 is now number 2 of 4.")).ToBeAttachedAsync();
        await page.WaitForFunctionAsync("() => document.activeElement === document.querySelectorAll('.stage-handle')[1]");
        await page.Keyboard.PressAsync("Alt+ArrowDown");
        await page.WaitForFunctionAsync($"() => ({Names})() === 'conv2,vit1,conv1,vit2'");
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task Stages_AddedByPictureDuplicatedAndRemoved_CountAtOnce()
    {
        await using var watched = await OpenAsync();
        var page = watched.Page;
        var count = page.Locator("[data-exact]");
        var before = await count.GetAttributeAsync("data-exact");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add mbconv stage" }).ClickAsync();
        await page.WaitForFunctionAsync($"() => ({Names})() === 'conv1,conv2,vit1,vit2,conv3'");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove stage 5" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Duplicate stage 1", Exact = true }).ClickAsync();
        await page.WaitForFunctionAsync($"() => ({Names})() === 'conv1,conv3,conv2,vit1,vit2'");
        await Expect(count).Not.ToHaveAttributeAsync("data-exact", before!);
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task Draft_EditedAndReloaded_ComesBackUntilStartedOver()
    {
        await using var watched = await OpenAsync();
        var page = watched.Page;
        await page.GetByLabel("Name").First.FillAsync("survives a reload");
        await page.WaitForFunctionAsync("() => Object.values(sessionStorage).some(text => text.includes('survives a reload'))");
        await page.ReloadAsync();
        await Expect(page.GetByLabel("Name").First).ToHaveValueAsync("survives a reload");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start over" }).First.ClickAsync();
        await Expect(page.GetByLabel("Name").First).ToHaveValueAsync("first look");
        await page.WaitForFunctionAsync("() => !Object.keys(sessionStorage).some(key => key.startsWith('nasstudio.draft'))");
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task Space_ExportedAndImportedFromAFile_IsTheSame()
    {
        await using var watched = await OpenAsync();
        var page = watched.Page;
        var exact = await page.Locator("[data-exact]").GetAttributeAsync("data-exact");
        await page.GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByText("Search space, JSON").ClickAsync());
        Assert.Equal("hybrid-tiny.json", download.SuggestedFilename);

        await page.GotoAsync(studio.At("/experiments/new?space=nasbench201"));
        await Expect(page.Locator("[data-exact]")).ToHaveAttributeAsync("data-exact", "15625");
        await page.GetByRole(AriaRole.Button, new() { Name = "Import" }).ClickAsync();
        // The field listens once the browser has been told to; nobody chooses a file as fast as this.
        await page.WaitForFunctionAsync("() => document.getElementById('import-file')?._blazorInputFileNextFileId !== undefined");
        await page.GetByLabel("JSON file").SetInputFilesAsync(await download.PathAsync());
        await Expect(page.Locator("[data-exact]")).ToHaveAttributeAsync("data-exact", exact!);
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task Error_Clicked_LeadsToItsFieldAndLine()
    {
        await using var watched = await OpenAsync();
        var page = watched.Page;
        await page.GetByLabel("Epochs").First.FillAsync("0");
        await Expect(page.Locator("#launch-reason")).ToContainTextAsync("1 field to fix");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Launch" })).ToBeDisabledAsync();
        await Expect(page.Locator(".json-line-bad")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Line [0-9]+, training.epochs") }).ClickAsync();
        await page.WaitForFunctionAsync("() => document.activeElement.id === 'field-training.epochs'");
        var marked = await page.Locator("#json").EvaluateAsync<string>("text => text.value.slice(text.selectionStart, text.selectionEnd)");
        Assert.Contains("\"epochs\": 0", marked, StringComparison.Ordinal);
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task Ofa_AtOneResolution_ShowsItsExactCountAndCopiesIt()
    {
        await using var watched = await OpenAsync();
        var page = watched.Page;
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GotoAsync(studio.At("/experiments/new?space=ofa-mbv3"));
        await Expect(page.Locator("[data-exact]")).ToBeVisibleAsync();
        var chips = page.GetByRole(AriaRole.Group, new() { Name = "Resolution, pixels" }).GetByRole(AriaRole.Button, new() { Pressed = true });
        for (var left = await chips.CountAsync(); left > 1; left--)
        {
            await chips.First.ClickAsync();
            await Expect(chips).ToHaveCountAsync(left - 1);
        }

        await Expect(page.Locator("[data-exact]")).ToHaveTextAsync("2.18 × 10¹⁹");
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy the exact number" }).ClickAsync();
        await Expect(page.GetByText("Copied.")).ToBeVisibleAsync();
        var exact = System.Numerics.BigInteger.Pow(7371, 5).ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(exact, await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
        await page.Locator("[data-exact]").FocusAsync();
        await Expect(page.GetByText("Exactly 21,758,")).ToBeVisibleAsync();
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task Estimate_MachineMeasured_GetsATimeWithoutAReload()
    {
        await using var watched = await OpenAsync();
        var page = watched.Page;
        await Expect(page.Locator("[data-estimate='Memory']")).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Measure this machine" }).ClickAsync();
        await Expect(page.Locator("[data-estimate='Time']")).ToHaveTextAsync(new Regex("^[0-9.–]+ (s|min|h)$"), new() { Timeout = 240_000 });
        await page.GetByText("where from").First.ClickAsync();
        await Expect(page.GetByText("“measurement: first look”")).ToBeVisibleAsync();
        Assert.Empty(watched.Faults);
    }

    private async Task<WatchedPage> OpenAsync()
    {
        var watched = await studio.Browser.OpenAsync();
        await watched.Page.GotoAsync(studio.At("/experiments/new"));
        await Expect(watched.Page.GetByRole(AriaRole.Button, new() { Name = "Launch" })).ToBeEnabledAsync(new() { Timeout = 120_000 });
        await Expect(watched.Page.Locator(".stages-list[data-movable]")).ToBeVisibleAsync(new() { Timeout = 120_000 });
        return watched;
    }
}
