using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using NasStudio.Runs;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Experiments;

namespace NasStudio.Web.Api;

/// <summary>Experiments: submitted, listed, read, deleted.</summary>
internal static class ExperimentApi
{
    public static void MapExperiments(this IEndpointRouteBuilder api)
    {
        var experiments = api.MapGroup("/experiments").WithTags("Experiments");
        experiments.MapGet("", ListAsync).WithSummary("Every experiment with its newest run's state, the newest first.")
            .Produces<ExperimentAnswer[]>();
        experiments.MapPost("", SubmitAsync).WithSummary("Checks and stores an experiment document; start=true queues its first run.")
            .Accepts<JsonObject>("application/json").Produces<ExperimentAnswer>(201).ProducesValidationProblem().ProducesProblem(422);
        experiments.MapGet("/{id:guid}", GetAsync).WithSummary("State, progress, counts, best subnet and hypervolume.")
            .Produces<ExperimentAnswer>().ProducesProblem(404);
        experiments.MapGet("/{id:guid}/document", GetDocumentAsync).WithSummary("The document as it was submitted.")
            .Produces<JsonObject>().ProducesProblem(404);
        experiments.MapPatch("/{id:guid}", EditAsync).WithSummary("Changes name, tags and notes (Markdown); what is absent stays as it is.")
            .Accepts<ExperimentEdit>("application/json").Produces<ExperimentAnswer>().ProducesValidationProblem().ProducesProblem(404);
        experiments.MapDelete("/{id:guid}", DeleteAsync).WithSummary("Deletes an experiment that is not queued or running.")
            .Produces(204).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> ListAsync(IRunStore store, IRunFeeds feeds, CancellationToken cancellation)
    {
        var answers = new List<ExperimentAnswer>();
        foreach (var experiment in await store.ListExperimentsAsync(cancellation))
        {
            answers.Add(await ExperimentAnswer.OfAsync(experiment, feeds, cancellation));
        }

        return Results.Ok(answers);
    }

    private static async Task<IResult> SubmitAsync(
        JsonText body,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        bool? start,
        ExperimentSubmission submission,
        IRunFeeds feeds,
        CancellationToken cancellation)
    {
        if (idempotencyKey is { Length: 0 or > 200 })
        {
            return Problem.Of(StatusCodes.Status400BadRequest, $"The Idempotency-Key has {idempotencyKey.Length} characters; use 1 to 200, for example a UUID.");
        }

        try
        {
            var experiment = await submission.SubmitAsync(body.Text, idempotencyKey, start ?? false, cancellation);
            return Results.Created($"/api/experiments/{experiment.Id}", await ExperimentAnswer.OfAsync(experiment, feeds, cancellation));
        }
        catch (IdempotencyKeyReusedException reused)
        {
            return Problem.Of(StatusCodes.Status422UnprocessableEntity, reused.Message);
        }
    }

    private static async Task<IResult> GetAsync(Guid id, IRunStore store, IRunFeeds feeds, CancellationToken cancellation) =>
        await store.FindExperimentAsync(id, cancellation) is { } experiment
            ? Results.Ok(await ExperimentAnswer.OfAsync(experiment, feeds, cancellation))
            : Problem.NoExperiment(id);

    private static async Task<IResult> GetDocumentAsync(Guid id, IRunStore store, CancellationToken cancellation) =>
        await store.FindExperimentAsync(id, cancellation) is { } experiment
            ? Results.Text(experiment.Json, "application/json", System.Text.Encoding.UTF8)
            : Problem.NoExperiment(id);

    private static async Task<IResult> EditAsync(Guid id, JsonText body, IRunStore store, IRunFeeds feeds, CancellationToken cancellation) =>
        await store.EditExperimentAsync(id, ExperimentEdits.Read(body.Text), cancellation) is { } edited
            ? Results.Ok(await ExperimentAnswer.OfAsync(edited, feeds, cancellation))
            : Problem.NoExperiment(id);

    private static async Task<IResult> DeleteAsync(Guid id, IRunStore store, CancellationToken cancellation)
    {
        if (await store.FindExperimentAsync(id, cancellation) is not { } experiment)
        {
            return Problem.NoExperiment(id);
        }

        if (experiment.NewestRun is { State: RunState.Queued or RunState.Running or RunState.Paused })
        {
            return Problem.Of(StatusCodes.Status409Conflict, $"'{experiment.Name}' is {experiment.NewestRun.State}; cancel it first, then delete it.");
        }

        await store.DeleteExperimentAsync(id, cancellation);
        return Results.NoContent();
    }
}
