using System.IO.Compression;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NasStudio.Browser.Tests;

/// <summary>The first minutes of somebody new: Home says what to do, images are looked at, a folder of one's own is used.</summary>
public sealed class HomeAndDatasetsTests(StudioFixture studio) : IClassFixture<StudioFixture>
{
    [Fact]
    public async Task Home_Empty_LeadsToTheComposerAndBack()
    {
        await using var watched = await studio.Browser.OpenAsync();
        var page = watched.Page;
        await page.GotoAsync(studio.At("/"));
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Quickstart" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Compose" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "New experiment" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "NasStudio" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Quickstart" })).ToBeVisibleAsync();
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task Dataset_LookedInto_ShowsImagesOfEachClassAndTheAddressKeepsIt()
    {
        await using var watched = await studio.Browser.OpenAsync();
        var page = watched.Page;
        await page.GotoAsync(studio.At("/datasets"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Look inside Shapes" }).ClickAsync();
        var images = page.Locator(".strip-image");
        await Expect(images.First).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await page.WaitForFunctionAsync("() => { const image = document.querySelector('.strip-image'); return image.complete && image.naturalWidth === 8 * image.naturalHeight; }");
        await page.ReloadAsync();
        await Expect(images.First).ToBeVisibleAsync(new() { Timeout = 120_000 });
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task Folder_Used_IsChosenInTheComposerAndForgottenWithAWayBack()
    {
        var folder = Directory.CreateTempSubdirectory("nasstudio-folder-").FullName;
        try
        {
            WriteIdx(folder, "train", 200);
            WriteIdx(folder, "t10k", 40);
            await using var watched = await studio.Browser.OpenAsync();
            var page = watched.Page;
            await page.GotoAsync(studio.At("/datasets"));
            await page.GetByRole(AriaRole.Button, new() { Name = "Add a data set" }).ClickAsync();
            await page.GetByLabel("Name").FillAsync("my-digits");
            await page.GetByLabel("Folder, whole path").FillAsync("/proc/self/nothing");
            await page.GetByRole(AriaRole.Button, new() { Name = "Use this folder" }).ClickAsync();
            await Expect(page.GetByText("There is no folder")).ToBeVisibleAsync();
            await page.GetByLabel("Folder, whole path").FillAsync(folder);
            await page.GetByRole(AriaRole.Button, new() { Name = "Use this folder" }).ClickAsync();
            await Expect(page.GetByText("identical to the last pixel")).ToBeVisibleAsync(new() { Timeout = 120_000 });

            await page.GotoAsync(studio.At("/experiments/new"));
            await page.Locator("[id='field-dataset.name']").SelectOptionAsync("my-digits");
            await page.GotoAsync(studio.At("/datasets"));
            await page.GetByRole(AriaRole.Button, new() { Name = "Forget my-digits" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Article, new() { Name = "my-digits" })).ToHaveCountAsync(0);
            await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Article, new() { Name = "my-digits" })).ToBeVisibleAsync();
            Assert.Empty(watched.Faults);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Archive_SentFromThisComputer_IsADataset()
    {
        var folder = Directory.CreateTempSubdirectory("nasstudio-archive-");
        try
        {
            var inside = folder.CreateSubdirectory("digits/digits").FullName;
            WriteIdx(inside, "train", 60);
            WriteIdx(inside, "t10k", 20);
            var archive = Path.Combine(folder.FullName, "digits.zip");
            await ZipFile.CreateFromDirectoryAsync(Path.Combine(folder.FullName, "digits"), archive, TestContext.Current.CancellationToken);
            await using var watched = await studio.Browser.OpenAsync();
            var page = watched.Page;
            await page.GotoAsync(studio.At("/datasets"));
            await page.GetByRole(AriaRole.Button, new() { Name = "Add a data set" }).ClickAsync();
            await page.GetByLabel("Name").FillAsync("sent-digits");
            await page.GetByLabel("Or an archive").SetInputFilesAsync(archive);
            await page.GetByRole(AriaRole.Button, new() { Name = "Send the archive" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Article, new() { Name = "sent-digits" }).Locator(".strip-image").First).ToBeVisibleAsync(new() { Timeout = 120_000 });
            Assert.Empty(watched.Faults);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Images of 8×8, each filled with its number modulo 100, of ten classes in turn.</summary>
    private static void WriteIdx(string folder, string split, int count)
    {
        File.WriteAllBytes(Path.Combine(folder, $"{split}-images-idx3-ubyte"), [0, 0, 8, 3, 0, 0, 0, (byte)count, 0, 0, 0, 8, 0, 0, 0, 8, .. Enumerable.Range(0, count).SelectMany(image => Enumerable.Repeat((byte)(image % 100), 64))]);
        File.WriteAllBytes(Path.Combine(folder, $"{split}-labels-idx1-ubyte"), [0, 0, 8, 1, 0, 0, 0, (byte)count, .. Enumerable.Range(0, count).Select(image => (byte)(image % 10))]);
    }
}
