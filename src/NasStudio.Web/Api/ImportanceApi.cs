using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NasStudio.Web.Predictors;

namespace NasStudio.Web.Api;

/// <summary>Which decisions an objective depends on.</summary>
internal static class ImportanceApi
{
    public static void MapImportance(this IEndpointRouteBuilder api) =>
        api.MapGet("/experiments/{id:guid}/importance", GetAsync).WithTags("Predictors")
            .WithSummary("How much of an objective's variance each decision explains by itself (functional ANOVA over a random forest fitted to the newest run's evaluations), with standard errors and the mean for each choice; ?objective=accuracy, one of the experiment's objectives. The first answer takes some seconds.")
            .Produces<ImportanceStudy>().ProducesValidationProblem().ProducesProblem(404).ProducesProblem(409);

    private static async Task<IResult> GetAsync(Guid id, string? objective, NewestRuns runs, ImportanceStudies studies, CancellationToken cancellation)
    {
        if (await runs.FindAsync(id, cancellation) is not { } newest)
        {
            return Problem.NoExperiment(id);
        }

        var measured = newest.Experiment.Document.Search.Measured;
        var name = objective ?? newest.Experiment.Document.Search.Objectives[0];
        if (!measured.Contains(name))
        {
            return Problem.Invalid("objective", $"'{name}' is not measured by '{newest.Experiment.Name}'; use one of {string.Join(", ", measured)}.");
        }

        return studies.Obstacle(newest, name) is { } obstacle
            ? Problem.Of(StatusCodes.Status409Conflict, obstacle)
            : Results.Ok(await studies.ReadAsync(newest, name, cancellation));
    }
}
