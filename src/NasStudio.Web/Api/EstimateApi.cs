using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NasStudio.Runs.Estimates;
using NasStudio.Web.Experiments;

namespace NasStudio.Web.Api;

/// <summary>What an experiment would take, before it is stored.</summary>
internal static class EstimateApi
{
    public static void MapEstimates(this IEndpointRouteBuilder api) =>
        api.MapGroup("/experiments").WithTags("Experiments").MapPost(
                "/estimate",
                async (JsonText body, ExperimentEstimates estimates, CancellationToken cancellation) => Results.Ok(await estimates.OfAsync(body.Text, cancellation)))
            .WithSummary("Time (seconds; null while this machine was not measured), memory and disk (bytes) of an experiment document, as ranges with their origins. Stores nothing.")
            .Accepts<JsonObject>("application/json").Produces<Estimate>().ProducesValidationProblem();
}
