using AngleSharp.Dom;
using Bunit;
using NasStudio.Web.Pages;

namespace NasStudio.Web.Tests.Pages;

public sealed class DatasetsPageTests : PageContext
{
    [Fact]
    public void Render_NothingDownloaded_TellsSizeAndSource()
    {
        var mnist = Card(Render<DatasetsPage>(), "MNIST");
        Assert.Contains("Downloadable", mnist.TextContent, StringComparison.Ordinal);
        Assert.Contains("11.1 MiB from storage.googleapis.com", mnist.TextContent, StringComparison.Ordinal);
        Assert.Contains("SHA-256", mnist.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_Registered_IsListedShownAndForgotten()
    {
        WriteImages(Path.Combine(Home, "mine"));
        var page = Render<DatasetsPage>();
        await PressAsync(page, "Add a data set");
        await page.InvokeAsync(() => page.Find("#folder-name").Input("mine"));
        await page.InvokeAsync(() => page.Find("#folder-path").Input(Path.Combine(Home, "nowhere")));
        await PressAsync(page, "Use this folder");
        Assert.Contains("There is no folder", page.WaitForElement("#folder-problem", Patience).TextContent, StringComparison.Ordinal);

        await page.InvokeAsync(() => page.Find("#folder-path").Input(Path.Combine(Home, "mine")));
        await PressAsync(page, "Use this folder");
        page.WaitForElement("article[aria-label='mine'] .strip-image", Patience);
        Assert.Contains("2 test images are in the training split, too", Card(page, "mine").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#folder-name"));

        await PressAsync(page, "Forget");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("article[aria-label='mine']")), Patience);
    }

    private static Task PressAsync(IRenderedComponent<DatasetsPage> page, string text) =>
        page.InvokeAsync(() => page.FindAll("button").Single(button => button.TextContent.Trim() == text).Click());

    private static IElement Card(IRenderedComponent<DatasetsPage> page, string title) => page.Find($"article[aria-label='{title}']");

    private static void WriteImages(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (split, count) in new[] { ("train", 4), ("t10k", 2) })
        {
            File.WriteAllBytes(Path.Combine(folder, $"{split}-images-idx3-ubyte"), [0, 0, 8, 3, 0, 0, 0, (byte)count, 0, 0, 0, 2, 0, 0, 0, 2, .. Enumerable.Range(0, count).SelectMany(image => Enumerable.Repeat((byte)image, 4))]);
            File.WriteAllBytes(Path.Combine(folder, $"{split}-labels-idx1-ubyte"), [0, 0, 8, 1, 0, 0, 0, (byte)count, .. Enumerable.Range(0, count).Select(image => (byte)(image % 2))]);
        }
    }
}
