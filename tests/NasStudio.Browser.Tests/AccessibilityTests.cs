using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace NasStudio.Browser.Tests;

/// <summary>Every page in both themes by the rules of axe-core: no serious and no critical violation, and no error on the console.</summary>
public sealed class AccessibilityTests(SeededStudioFixture studio) : IClassFixture<SeededStudioFixture>
{
    private const string Palette = "() => getComputedStyle(document.documentElement).getPropertyValue('--mud-palette-primary')";
    private static readonly string[] Grave = ["serious", "critical"];

    public static TheoryData<string> Pages =>
    [
        "home", "experiments", "new", "overview", "subnets", "explore", "training", "log", "settings", "interrupted", "failed", "draft", "subnet", "compare",
        "compare-subnets", "datasets", "tables", "not-found",
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_InBothThemes_BreaksNoRule(string name)
    {
        await using var watched = await studio.Browser.OpenAsync();
        var (path, ready) = SeededPages.Of(studio.Home)[name];
        await watched.Page.GotoAsync(studio.At(path));
        await watched.Page.Locator(ready).First.WaitForAsync();

        AssertKept(await watched.Page.RunAxe());
        var palette = await watched.Page.EvaluateAsync<string>(Palette);
        await watched.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await watched.Page.Locator("html[data-theme=dark]").WaitForAsync();

        // The studio sends the palette of buttons after the browser has said that it is dark.
        await watched.Page.WaitForFunctionAsync($"palette => ({Palette})() !== palette", palette);

        // Colours that fade from one theme to the other have the contrast of neither.
        await watched.Page.WaitForFunctionAsync("() => document.getAnimations().every(animation => animation.playState !== 'running' || animation.effect.getComputedTiming().iterations === Infinity)");
        AssertKept(await watched.Page.RunAxe());
        Assert.DoesNotContain(watched.Faults, fault => name != "not-found" || !fault.Contains("404", StringComparison.Ordinal));
    }

    [Fact]
    public async Task KeySheet_Open_BreaksNoRule()
    {
        await using var watched = await studio.Browser.OpenAsync();
        await watched.Page.GotoAsync(studio.At("/experiments"));
        await watched.Page.Locator("a.name").First.WaitForAsync();
        await watched.Page.Keyboard.PressAsync("?");
        await watched.Page.Locator(".key-sheet[open]").WaitForAsync();

        AssertKept(await watched.Page.RunAxe());
    }

    private static void AssertKept(AxeResult result)
    {
        var broken = Words(result);
        Assert.True(broken.Length == 0, broken);
    }

    private static string Words(AxeResult result) => string.Join(
        Environment.NewLine,
        result.Violations.Where(violation => Grave.Contains(violation.Impact))
            .Select(violation => $"{violation.Id} ({violation.Impact}): {violation.Help}: {string.Join(" | ", violation.Nodes.Select(node => $"{node.Target} {node.Html[..Math.Min(160, node.Html.Length)]}"))}"));
}
