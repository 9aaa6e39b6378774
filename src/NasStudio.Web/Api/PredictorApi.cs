using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NasStudio.Web.Predictors;

namespace NasStudio.Web.Api;

/// <summary>How well predictors foretell what the search measured.</summary>
internal static class PredictorApi
{
    public static void MapPredictors(this IEndpointRouteBuilder api) =>
        api.MapGet("/experiments/{id:guid}/predictors", GetAsync).WithTags("Predictors")
            .WithSummary("Every kind of predictor, cross-validated on the newest run's own evaluations, beside the MACs alone: Kendall's τ, Spearman's ρ, relative error, predicted and measured values. The first answer takes some seconds.")
            .Produces<PredictorStudy>().ProducesProblem(404).ProducesProblem(409);

    private static async Task<IResult> GetAsync(Guid id, NewestRuns runs, PredictorStudies studies, CancellationToken cancellation)
    {
        if (await runs.FindAsync(id, cancellation) is not { } newest)
        {
            return Problem.NoExperiment(id);
        }

        return studies.Obstacle(newest) is { } obstacle
            ? Problem.Of(StatusCodes.Status409Conflict, obstacle)
            : Results.Ok(await studies.ReadAsync(newest, cancellation));
    }
}
