using System.Text;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using NasStudio.Web.Pages;
using NasStudio.Web.Tables;

namespace NasStudio.Web.Tests.Pages;

public sealed class TablesPageTests : PageContext
{
    private const string Csv = "params_a,values_accuracy,values_latency_ms\n1,0.5,2\n2,0.6,3\n3,0.7,9\n";

    [Fact]
    public void Import_File_ListsTheTableUnderTheFilesName()
    {
        var page = Render<TablesPage>();

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(Csv, "my bench.csv"));

        page.WaitForElement("article", Patience);
        Assert.Equal("my-bench", page.Find("article h2").TextContent);
        Assert.Contains("accuracy, latency_ms", page.Find("article .note").TextContent, StringComparison.Ordinal);
        Assert.Equal(3, Library.Find("my-bench")!.Rows.Length);
    }

    [Fact]
    public void Import_BrokenFile_ShowsLineAndColumn()
    {
        var page = Render<TablesPage>();

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("params_a,values_x\n1,two\n", "broken.csv"));

        page.WaitForElement("[role=alert]", Patience);
        Assert.Contains("line 2, column 2 (values_x)", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(Library.List());
    }

    [Fact]
    public async Task Delete_Table_Goes()
    {
        await Library.PutAsync("bench", Encoding.UTF8.GetBytes(Csv), Cancellation);
        var page = Render<TablesPage>();

        await page.Find("[aria-label='Delete bench']").ClickAsync();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("article")), Patience);
        Assert.Empty(Library.List());
    }

    [Fact]
    public async Task NewExperiment_OfATable_CanBeLaunchedAsItStands()
    {
        await Library.PutAsync("bench", Encoding.UTF8.GetBytes(Csv), Cancellation);
        Services.GetRequiredService<NavigationManager>().NavigateTo("experiments/new?table=bench");

        var page = Render<NewExperimentPage>();
        page.WaitForElement("[id='field-table']", Patience);
        page.WaitForState(() => page.FindAll("button").Any(button => button.TextContent.Trim() == "Save draft" && !button.HasAttribute("disabled")), Patience);
        // The page goes on rendering by itself: found and clicked in one go.
        await page.InvokeAsync(() => page.FindAll("button").Single(button => button.TextContent.Trim() == "Save draft").ClickAsync());

        var stored = Assert.Single(await Store.ListExperimentsAsync(Cancellation));
        Assert.Equal(("bench", 5, 3), (stored.Document.Table!.Name, stored.Document.Repeats, stored.Document.Search.Evaluations));
        Assert.Equal(["accuracy", "latency_ms"], stored.Document.Search.Objectives);
    }

    [Fact]
    public async Task ExperimentPage_OfATable_ShowsConvergenceInPlaceOfTraining()
    {
        await Library.PutAsync("bench", Encoding.UTF8.GetBytes(Csv), Cancellation);
        var experiment = await Services.GetRequiredService<Web.Experiments.ExperimentSubmission>().SubmitAsync(
            Web.Parts.Compose.NewExperimentText.OfTable("bench", Library.Find("bench")!), null, start: true, Cancellation);

        var page = Render<ExperimentPage>(parameters => parameters.Add(it => it.Id, experiment.Id));

        page.WaitForElement("[aria-label=Convergence]", Patience);
        Assert.Empty(page.FindAll("[aria-label='Training loss']"));
        Assert.Contains("accuracy against latency_ms", page.Markup, StringComparison.Ordinal);
    }

    private TableLibrary Library => Services.GetRequiredService<TableLibrary>();
}
