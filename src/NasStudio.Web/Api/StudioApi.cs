using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace NasStudio.Web.Api;

/// <summary>The whole HTTP API, one line a subject. Its description stands at /openapi/v1.json.</summary>
public static class StudioApi
{
    public static void MapStudioApi(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/healthz", () => Results.Text("Healthy")).WithSummary("Whether the studio answers.").WithTags("Health");
        endpoints.MapOpenApi();

        var api = endpoints.MapGroup("/api");
        api.MapSearchSpaces();
        api.MapSpaceAnalysis();
        api.MapTables();
        api.MapDatasets();
        api.MapExperiments();
        api.MapEstimates();
        api.MapExperimentRuns();
        api.MapSubnets();
        api.MapColumns();
        api.MapExperimentExport();
        api.MapConvergence();
        api.MapComparison();
        api.MapStandAlone();
        api.MapPredictors();
        api.MapImportance();
        api.MapEvents();
        api.MapLog();
        api.MapSchemas();
    }
}
