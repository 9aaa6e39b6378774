using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NasStudio.Core.Tables;
using NasStudio.Runs;
using NasStudio.Web.Tables;

namespace NasStudio.Web.Api;

/// <summary>How the searches came along, seed by seed, beside random search.</summary>
internal static class ConvergenceApi
{
    public static void MapConvergence(this IEndpointRouteBuilder api) =>
        api.MapGet("/experiments/{id:guid}/convergence", GetAsync).WithTags("Experiments")
            .WithSummary("Hypervolume after 1, 2, 3, … distinct evaluations, seed by seed, of the search and of random search: on a table the fraction of the true one, else of the experiment's box; and the comparison with random search at the end: relative improvement, paired 95 % interval, verdict.")
            .Produces<Convergence>().ProducesProblem(404);

    private static async Task<IResult> GetAsync(Guid id, IRunStore store, CancellationToken cancellation)
    {
        if (await store.FindExperimentAsync(id, cancellation) is not { } experiment)
        {
            return Problem.NoExperiment(id);
        }

        // A run whose search has not begun has no seeds yet: a page that watches it asks every second.
        var convergence = await ConvergenceFile.ReadAsync(experiment.NewestRun, cancellation) ?? (experiment.NewestRun is null ? null : new Convergence(null, []));
        return convergence is not null
            ? Results.Json(convergence)
            : Problem.Of(StatusCodes.Status404NotFound, $"No search of '{experiment.Name}' has begun; start it with POST /api/experiments/{id}/start, or wait for its turn.");
    }
}
