using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MudBlazor.Services;
using NasStudio.Datasets;
using NasStudio.Export.Teachers;
using NasStudio.Runs;
using NasStudio.Runs.Estimates;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Tables;
using NasStudio.Storage;
using NasStudio.Web.Api;
using NasStudio.Web.Comparisons;
using NasStudio.Web.Datasets;
using NasStudio.Web.Experiments;
using NasStudio.Web.Neighbours;
using NasStudio.Web.Parts.Compose;
using NasStudio.Web.Predictors;
using NasStudio.Web.Spaces;
using NasStudio.Web.Subnets;
using NasStudio.Web.Tables;

namespace NasStudio.Web.Tests.Pages;

/// <summary>Pages over a real store in an empty home; no run is ever launched, because nothing hosted is started.</summary>
public abstract class PageContext : BunitContext
{
    /// <summary>For a machine that is busy with other tests; nothing waits this long when all is well.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("nasstudio-pages-");

    protected PageContext()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLogging();
        Services.AddMudServices();
        var options = new StudioOptions { Home = _home.FullName };
        Services.AddNasStudioStorage(options.Database);
        Services.AddNasStudioRuns(options);
        Services.AddSingleton(new DatasetCatalogue(null, Path.Combine(_home.FullName, "data")));
        Services.AddSingleton<DatasetReading>();
        Services.AddSingleton<IHostApplicationLifetime>(new NoHost());
        Services.AddHttpClient();
        Services.AddSingleton<DatasetDownloads>();
        Services.AddSingleton<SpaceLibrary>();
        Services.AddSingleton(new TableFolder(_home.FullName));
        Services.AddSingleton<TableLibrary>();
        Services.AddSingleton<WarmStarts>();
        Services.AddSingleton(new TeacherFolder(_home.FullName));
        Services.AddSingleton<ExperimentSubmission>();
        Services.AddSingleton(new RunPaces(_home.FullName));
        Services.AddSingleton<ExperimentEstimates>();
        Services.AddSingleton<QuickstartExperiment>();
        Services.AddSingleton<NewestRuns>();
        Services.AddSingleton<ComparisonReader>();
        Services.AddScoped<PinnedSubnet>();
        Services.AddSingleton<PredictorStudies>();
        Services.AddSingleton<ImportanceStudies>();
        Services.AddSingleton<RunForecasts>();
        Services.AddSingleton<NeighbourStudies>();
        Services.AddSingleton<SubnetFiles>();
        Services.AddSingleton<LayerLatencies>();
        Services.AddSingleton<SubnetTeachers>();
    }

    protected IRunStore Store => Services.GetRequiredService<IRunStore>();

    protected static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    protected Task<ExperimentRow> SubmitAsync(string name, bool start = false) =>
        Services.GetRequiredService<ExperimentSubmission>().SubmitAsync(
            NewExperimentText.Of("hybrid-tiny", "shapes").Replace("first look", name, StringComparison.Ordinal), null, start, Cancellation);

    protected string Home => _home.FullName;

    private sealed class NoHost : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
        }
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        _home.Delete(recursive: true);
    }
}
