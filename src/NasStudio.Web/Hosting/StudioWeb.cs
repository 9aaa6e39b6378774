using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using NasStudio.Datasets;
using NasStudio.Export.Teachers;
using NasStudio.Runs;
using NasStudio.Runs.Estimates;
using NasStudio.Runs.Protocol;
using NasStudio.Runs.Tables;
using NasStudio.Web.Api;
using NasStudio.Web.Columns;
using NasStudio.Web.Comparisons;
using NasStudio.Web.Datasets;
using NasStudio.Web.Experiments;
using NasStudio.Web.Hubs;
using NasStudio.Web.Neighbours;
using NasStudio.Web.Predictors;
using NasStudio.Web.Spaces;
using NasStudio.Web.Subnets;
using NasStudio.Web.Tables;

namespace NasStudio.Web.Hosting;

/// <summary>What the web side of the studio is made of: services, checks before an endpoint, endpoints.</summary>
public static class StudioWeb
{
    /// <summary>Room for one message from a browser: selecting a thousand points in a chart sends 60 kB.</summary>
    private const int LargestClientMessage = 1 << 20;

    public static IServiceCollection AddNasStudioWeb(this IServiceCollection services, StudioOptions options, AccessToken token)
    {
        services.AddSingleton(token);
        services.AddSingleton(_ => new DatasetCatalogue(options.Data, Path.Combine(options.Home, "data")));
        services.AddSingleton<SpaceLibrary>();
        services.AddSingleton(_ => new TableFolder(options.Home));
        services.AddSingleton<TableLibrary>();
        services.AddSingleton(_ => new TeacherFolder(options.Home));
        services.AddSingleton<SubnetFiles>();
        services.AddSingleton<LayerLatencies>();
        services.AddSingleton<SubnetTeachers>();
        services.AddSingleton<NewestRuns>();
        services.AddSingleton<ColumnCache>();
        services.AddSingleton<BatchCache>();
        services.AddSingleton<ComparisonReader>();
        services.AddScoped<PinnedSubnet>();
        services.AddSingleton<PredictorStudies>();
        services.AddSingleton<ImportanceStudies>();
        services.AddSingleton<RunForecasts>();
        services.AddSingleton<NeighbourStudies>();
        services.AddSingleton<DatasetDownloads>();
        services.AddSingleton<DatasetReading>();
        services.AddSingleton<WarmStarts>();
        services.AddSingleton<ExperimentSubmission>();
        services.AddSingleton(_ => new RunPaces(options.Home));
        services.AddSingleton<ExperimentEstimates>();
        services.AddSingleton<QuickstartExperiment>();
        services.AddHostedService<AddressBanner>();
        services.AddHttpClient();
        return services.AddPages().AddApi();
    }

    /// <summary>Whatever answers, these have let the request pass and set their headers.</summary>
    public static void UseNasStudioWeb(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseWhen(
            context => IsForPrograms(context.Request.Path),
            api => api.UseStatusCodePages(status => Problem.WriteAsync(status.HttpContext, status.HttpContext.Response.StatusCode, Problem.Plain(status.HttpContext))));
        app.UseReaderCulture(IsForPrograms);
        app.UseMiddleware<RequestGuard>();
        app.UseMiddleware<AccessTokenGate>();
        app.UseAntiforgery();
    }

    public static void MapNasStudioWeb(this WebApplication app)
    {
        app.MapStudioAssets();
        app.MapStudioApi();
        app.MapWorkerApi();
        app.MapHub<ExperimentsHub>(ExperimentsHub.Path);
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = "'none'");
    }

    private static bool IsForPrograms(PathString path) =>
        path.StartsWithSegments("/api") || path.StartsWithSegments("/hubs") || path.StartsWithSegments("/openapi") || path.StartsWithSegments("/_blazor");

    private static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = LargestClientMessage);
        services.AddMudServices();
        return services;
    }

    private static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddSignalR(hub => hub.MaximumReceiveMessageSize = LargestClientMessage)
            .AddJsonProtocol(json => json.PayloadSerializerOptions.Converters.Add(new SharedBatchConverter()));
        services.AddExceptionHandler<ProblemExceptionHandler>();
        services.AddOpenApi();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        return services;
    }
}
