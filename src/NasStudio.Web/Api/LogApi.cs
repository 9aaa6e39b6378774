using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NasStudio.Runs;
using NasStudio.Runs.Experiments;

namespace NasStudio.Web.Api;

/// <summary>What the newest run of an experiment said.</summary>
internal static class LogApi
{
    private const int MostLines = 5000;

    public static void MapLog(this IEndpointRouteBuilder api) =>
        api.MapGet("/experiments/{id:guid}/log", GetAsync).WithTags("Experiments")
            .WithSummary("Lines of the newest run's log in the order of time, times in UTC: the newest limit (1,000) of those before the sequence number 'before'.")
            .Produces<LogRow[]>().ProducesValidationProblem().ProducesProblem(404);

    private static async Task<IResult> GetAsync(Guid id, long? before, int? limit, IRunStore store, CancellationToken cancellation)
    {
        if (limit is < 1 or > MostLines)
        {
            return Problem.Invalid("limit", $"{limit} is not a number of lines; use 1 to {MostLines}, and 'before' for older ones.");
        }

        return await store.FindExperimentAsync(id, cancellation) is not { } experiment ? Problem.NoExperiment(id)
            : experiment.NewestRun is { } run ? Results.Ok(await store.ReadLogAsync(run.Id, before ?? long.MaxValue, limit ?? 1000, cancellation))
            : Results.Ok(Array.Empty<LogRow>());
    }
}
