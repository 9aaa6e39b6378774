using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NasStudio.Core.Spaces;
using NasStudio.Datasets;
using NasStudio.Web.Subnets;
using NasStudio.Web.Tables;

namespace NasStudio.Web.Api;

/// <summary>The evaluated subnets of an experiment's newest run: one in full, the best under a latency.</summary>
internal static class SubnetApi
{
    public static void MapSubnets(this IEndpointRouteBuilder api)
    {
        var subnets = api.MapGroup("/experiments/{id:guid}").WithTags("Subnets");
        subnets.MapSubnetList();
        subnets.MapGet("/subnets/{subnetId}", GetAsync).WithSummary("One subnet with its layers and how each number was obtained.")
            .Produces<SubnetDetail>().ProducesProblem(404);
        subnets.MapGet("/best", BestAsync).WithSummary("The most accurate feasible subnet whose latency is at most latencyMs.")
            .Produces<SubnetAnswer>().ProducesValidationProblem().ProducesProblem(404);
        subnets.MapSubnetDownload();
        subnets.MapTeachers();
        subnets.MapNeighbours();
        subnets.MapDiagram();
    }

    private static async Task<IResult> GetAsync(Guid id, string subnetId, NewestRuns runs, TableLibrary tables, DatasetCatalogue datasets, CancellationToken cancellation)
    {
        if (await runs.FindAsync(id, cancellation) is not { } newest)
        {
            return Problem.NoExperiment(id);
        }

        if (newest.Find(subnetId) is not { } found)
        {
            return Problem.NoSubnet(subnetId);
        }

        if (newest.Experiment.Document.Table is not null)
        {
            return Results.Ok(SubnetDetail.OfRow(found.Subnet, tables.DecisionsOf(newest.Experiment.Document), found.OnFront));
        }

        var space = new SearchSpace(newest.Experiment.Document.SearchSpace);
        return Results.Ok(SubnetDetail.Of(found.Subnet, space, datasets.InputOf(newest.Experiment.Document, space), found.OnFront));
    }

    private static async Task<IResult> BestAsync(Guid id, double? latencyMs, NewestRuns runs, TableLibrary tables, CancellationToken cancellation)
    {
        if (latencyMs is not > 0)
        {
            return Problem.Invalid("latencyMs", $"{latencyMs?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "Nothing"} is not a latency; give milliseconds above 0, for example ?latencyMs=0.5.");
        }

        if (await runs.FindAsync(id, cancellation) is not { } newest)
        {
            return Problem.NoExperiment(id);
        }

        var timed = newest.Subnets.Where(subnet => subnet.Search.Feasible && subnet.Value("latency") is not null && subnet.Value("accuracy") is not null).ToList();
        var best = timed.Where(subnet => subnet.Value("latency") <= latencyMs)
            .OrderByDescending(subnet => subnet.Value("accuracy")).ThenBy(subnet => subnet.Value("latency")).FirstOrDefault();
        if (best is not null)
        {
            return Results.Ok(SubnetAnswer.Of(best, tables.DecisionsOf(newest.Experiment.Document), newest.Find(best.Id)!.Value.OnFront));
        }

        var way = timed.Count == 0
            ? "none has a latency and an accuracy yet"
            : FormattableString.Invariant($"the fastest feasible one takes {timed.Min(subnet => subnet.Value("latency"))} ms");
        return Problem.Of(StatusCodes.Status404NotFound, FormattableString.Invariant($"No evaluated subnet is within {latencyMs} ms; {way}."));
    }
}
