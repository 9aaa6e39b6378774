using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NasStudio.Core.Experiments;
using NasStudio.Runs;
using NasStudio.Web.Experiments;

namespace NasStudio.Web.Api;

/// <summary>Whether the supernet orders subnets as training them alone does.</summary>
internal static class StandAloneApi
{
    public static void MapStandAlone(this IEndpointRouteBuilder api) =>
        api.MapGet("/experiments/{id:guid}/stand-alone", GetAsync).WithTags("Experiments")
            .WithSummary("Subnets trained alone after the search: accuracy with the supernet's weights and with their own, Kendall's τ between the two with a bootstrap interval, that of MACs alone, and both within levels of MACs.")
            .Produces<StandAloneRanking>().ProducesProblem(404);

    private static async Task<IResult> GetAsync(Guid id, IRunStore store, CancellationToken cancellation)
    {
        if (await store.FindExperimentAsync(id, cancellation) is not { } experiment)
        {
            return Problem.NoExperiment(id);
        }

        return await StandAloneFile.ReadAsync(experiment.NewestRun, cancellation) is { } ranking
            ? Results.Json(ranking)
            : Problem.Of(StatusCodes.Status404NotFound, experiment.Document.StandAlone is null
                ? $"'{experiment.Name}' trains no subnet alone; an experiment does with \"evaluation\": {{ \"standAlone\": {{ \"subnets\": {StandAloneOptions.DefaultSubnets} }} }}."
                : $"'{experiment.Name}' has trained no subnet alone yet; that comes after its search.");
    }
}
