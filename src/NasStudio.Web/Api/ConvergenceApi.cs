using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NasStudio.Core.Tables;
using NasStudio.Runs;
using NasStudio.Web.Tables;

namespace NasStudio.Web.Api;

/// <summary>How the searches of a table came along, seed by seed, beside random search.</summary>
internal static class ConvergenceApi
{
    public static void MapConvergence(this IEndpointRouteBuilder api) =>
        api.MapGet("/experiments/{id:guid}/convergence", GetAsync).WithTags("Tables")
            .WithSummary("Fraction of the table's true hypervolume after 1, 2, 3, … distinct evaluations, of the repeats that have ended, and the comparison with random search at the end: relative improvement, paired 95 % interval, verdict.")
            .Produces<Convergence>().ProducesProblem(404).ProducesProblem(409);

    private static async Task<IResult> GetAsync(Guid id, IRunStore store, CancellationToken cancellation)
    {
        if (await store.FindExperimentAsync(id, cancellation) is not { } experiment)
        {
            return Problem.NoExperiment(id);
        }

        if (experiment.Document.Table is null)
        {
            return Problem.Of(StatusCodes.Status409Conflict, $"'{experiment.Name}' trains a supernet, whose true front nobody knows; only searches of a table have a convergence.");
        }

        return await ConvergenceFile.ReadAsync(experiment.NewestRun, cancellation) is { } convergence
            ? Results.Json(convergence)
            : Problem.Of(StatusCodes.Status404NotFound, $"No search of '{experiment.Name}' has begun; start it with POST /api/experiments/{id}/start, or wait for its turn.");
    }
}
