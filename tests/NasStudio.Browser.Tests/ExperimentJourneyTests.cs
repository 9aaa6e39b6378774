using System.Text.RegularExpressions;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NasStudio.Browser.Tests;

/// <summary>The main job as a person does it: compose, launch, watch, click a point, take the network away.</summary>
public sealed class ExperimentJourneyTests(StudioFixture studio) : IClassFixture<StudioFixture>
{
    /// <summary>Points of the cloud that are drawn.</summary>
    private const string ParetoPoints = "() => Number(document.querySelector('[data-part=\"cloud\"]')?.dataset.drawn ?? 0)";

    private const string FrontPoint = """
        () => {
          const chart = [...document.querySelectorAll('.js-plotly-plot')].find(element => element.id.includes('pareto'));
          const front = chart.data.find(trace => trace.meta === 'front');
          const { xaxis, yaxis } = chart._fullLayout;
          const box = chart.getBoundingClientRect();
          const middle = Math.floor(front.x.length / 2);
          return [box.left + xaxis._offset + xaxis.d2p(front.x[middle]), box.top + yaxis._offset + yaxis.d2p(front.y[middle])];
        }
        """;

    [Fact]
    public async Task NewExperiment_ComposedAndLaunched_PointsArriveAndASubnetDownloads()
    {
        await using var watched = await studio.Browser.OpenAsync();
        var page = watched.Page;
        await page.GotoAsync(studio.At("/"));
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("Compose|New experiment") }).First.ClickAsync();

        await ComposeAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Launch" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/experiments/[0-9a-f-]{36}$"));
        await page.EvaluateAsync("() => { window.neverReloaded = true; }");

        await page.WaitForFunctionAsync($"() => ({ParetoPoints})() >= 2", options: new() { Timeout = 180_000 });
        await Expect(page.GetByText("Completed").First).ToBeVisibleAsync(new() { Timeout = 180_000 });
        Assert.True(await page.EvaluateAsync<int>(ParetoPoints) >= 8);
        Assert.True(await page.EvaluateAsync<bool>("() => window.neverReloaded === true"));

        var point = await page.EvaluateAsync<float[]>(FrontPoint);
        await page.Mouse.MoveAsync(point[0], point[1]);
        await page.Mouse.ClickAsync(point[0], point[1]);
        await Expect(page).ToHaveURLAsync(new Regex("/subnets/[0-9a-z]+$"));

        var download = await page.RunAndWaitForDownloadAsync(
            () => page.GetByRole(AriaRole.Link, new() { Name = "ONNX" }).First.ClickAsync());
        AssertClassifies(await download.PathAsync());
        await LookAroundAsync(page);
        Assert.Empty(watched.Faults);
    }

    /// <summary>Changes the space in the form (one stage less, another resolution) and shrinks the work to seconds.</summary>
    private static async Task ComposeAsync(IPage page)
    {
        await Field(page, "Name").First.FillAsync("browser journey");
        await Field(page, "Training images").FillAsync("256");
        await Field(page, "Validation images").FillAsync("100");
        await Field(page, "Epochs").FillAsync("1");
        await Field(page, "Population").FillAsync("8");
        await Field(page, "Evaluations").FillAsync("10");
        var count = page.Locator(".strip-value, .space-strip").First;
        var before = await count.InnerTextAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove stage 4" }).ClickAsync();
        await Expect(count).Not.ToHaveTextAsync(before);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Launch" })).ToBeEnabledAsync();
    }

    /// <summary>Not the mark beside it that explains the word.</summary>
    private static ILocator Field(IPage page, string name) => page.GetByRole(AriaRole.Textbox, new() { Name = name, Exact = true });

    /// <summary>The subnet's page: sizes of the files, a block that lights up its layers, the diagram as a file, the neighbours.</summary>
    private static async Task LookAroundAsync(IPage page)
    {
        await Expect(page.Locator(".download-size").First).ToContainTextAsync(new Regex("B$"));
        await page.Locator("button[data-block=stem]").HoverAsync();
        await Expect(page.Locator("tr[data-block=stem]").First).ToHaveClassAsync(new Regex("linked"));
        var neighbours = page.GetByRole(AriaRole.Region, new() { Name = "Table of neighbours" });
        await Expect(neighbours.GetByRole(AriaRole.Row).Nth(1)).ToBeVisibleAsync();
        await Expect(page.GetByText("Estimating the accuracy")).ToHaveCountAsync(0, new() { Timeout = 120_000 });
        var picture = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Diagram as SVG" }).ClickAsync());
        Assert.StartsWith("<?xml", await File.ReadAllTextAsync(await picture.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static void AssertClassifies(string onnx)
    {
        using var session = new InferenceSession(onnx);
        var input = new DenseTensor<float>(new float[2 * 28 * 28], [2, 1, 28, 28]);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("input", input)]);
        var logits = results[0].AsTensor<float>();
        Assert.Equal([2, 10], logits.Dimensions.ToArray());
        Assert.All(logits, value => Assert.True(float.IsFinite(value)));
    }
}
