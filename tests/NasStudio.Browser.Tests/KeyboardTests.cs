using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NasStudio.Browser.Tests;

/// <summary>The studio without a mouse.</summary>
public sealed class KeyboardTests(SeededStudioFixture studio) : IClassFixture<SeededStudioFixture>
{
    [Fact]
    public async Task QuestionMark_OpensTheKeys_EscapeClosesAndGivesFocusBack()
    {
        await using var watched = await OpenAsync("/experiments");
        var page = watched.Page;
        var name = page.Locator("a.name").First;
        await name.FocusAsync();
        await page.Keyboard.PressAsync("?");
        var sheet = page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" });
        await Expect(sheet).ToBeVisibleAsync();
        for (var i = 0; i < 4; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.True(await page.EvaluateAsync<bool>("() => document.activeElement === document.body || document.activeElement.closest('#key-sheet') !== null"));
        }

        await page.Keyboard.PressAsync("Escape");
        await Expect(sheet).ToBeHiddenAsync();
        await Expect(name).ToBeFocusedAsync();
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task GThenALetter_GoesThereAndFocusIsOnTheHeading()
    {
        await using var watched = await OpenAsync("/experiments");
        var page = watched.Page;
        foreach (var (key, path) in new[] { ("d", "/datasets"), ("t", "/tables"), ("n", "/experiments/new"), ("e", "/experiments") })
        {
            await page.Keyboard.PressAsync("g");
            await page.Keyboard.PressAsync(key);
            await Expect(page).ToHaveURLAsync(new Regex($"{path}$"));
            await Expect(page.Locator("main h1")).ToBeFocusedAsync();
        }
    }

    [Fact]
    public async Task Keys_TypedIntoAField_AreTextOnly()
    {
        await using var watched = await OpenAsync("/experiments");
        var page = watched.Page;
        await page.Keyboard.PressAsync("/");
        var search = page.GetByRole(AriaRole.Searchbox);
        await Expect(search).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("g n?");
        await Expect(search).ToHaveValueAsync("g n?");
        await Expect(page).ToHaveURLAsync(new Regex(@"/experiments\?q=g(%20|\+)n(%3F|\?)$"));
        await Expect(page.Locator("#key-sheet")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task FirstTab_SkipsToTheContent()
    {
        await using var watched = await OpenAsync("/experiments");
        var page = watched.Page;
        await page.EvaluateAsync("() => document.activeElement.blur()");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to content" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#main")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Word_Opened_ExplainsItselfUntilEscape()
    {
        await using var watched = await OpenAsync($"/experiments/{studio.Home.Finished}");
        var page = watched.Page;
        var word = page.GetByRole(AriaRole.Button, new() { Name = "Hypervolume", Exact = true }).First;
        await word.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var note = page.Locator(".term-note:popover-open");
        await Expect(note).ToContainTextAsync("the part of a fixed box");
        var (wordBox, noteBox) = (await word.BoundingBoxAsync(), await note.BoundingBoxAsync());
        Assert.InRange(noteBox!.Y, wordBox!.Y, wordBox.Y + 60);
        await page.Keyboard.PressAsync("Escape");
        await Expect(note).ToHaveCountAsync(0);
        await Expect(word).ToBeFocusedAsync();
    }

    private async Task<WatchedPage> OpenAsync(string path)
    {
        var watched = await studio.Browser.OpenAsync();
        await watched.Page.GotoAsync(studio.At(path));
        await watched.Page.Locator("a.name, .readouts").First.WaitForAsync();
        return watched;
    }
}
