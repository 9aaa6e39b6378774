using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NasStudio.Web.Neighbours;

namespace NasStudio.Web.Api;

/// <summary>What one changed decision makes of a subnet.</summary>
internal static class NeighbourApi
{
    public static void MapNeighbours(this IEndpointRouteBuilder subnets) =>
        subnets.MapGet("/subnets/{subnetId}/neighbours", GetAsync)
            .WithSummary("Every architecture one changed decision away, most promising first: measured where the search evaluated it, else with exact MACs and parameters and estimated accuracy and latency; on a table its rows. The first answer takes some seconds.")
            .Produces<NeighbourTable>().ProducesProblem(404).ProducesProblem(409);

    private static async Task<IResult> GetAsync(Guid id, string subnetId, NewestRuns runs, NeighbourStudies neighbours, CancellationToken cancellation)
    {
        if (await runs.FindAsync(id, cancellation) is not { } newest)
        {
            return Problem.NoExperiment(id);
        }

        if (neighbours.Obstacle(newest.Experiment.Document) is { } obstacle)
        {
            return Problem.Of(StatusCodes.Status409Conflict, obstacle);
        }

        return neighbours.Find(newest, subnetId) is { } centre
            ? Results.Ok(await neighbours.EstimatedAsync(newest, centre, cancellation))
            : Problem.NoSubnet(subnetId);
    }
}
