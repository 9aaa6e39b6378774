using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NasStudio.Runs;
using NasStudio.Runs.Experiments;
using NasStudio.Web.Experiments;

namespace NasStudio.Web.Api;

/// <summary>Starting, pausing, resuming and cancelling the newest run of an experiment. A second call changes nothing.</summary>
internal static class ExperimentRunApi
{
    public static void MapExperimentRuns(this IEndpointRouteBuilder api)
    {
        var runs = api.MapGroup("/experiments/{id:guid}").WithTags("Experiments");
        runs.MapPost("/start", StartAsync).WithSummary("Queues a run; nothing where one is queued, running or (unless again=true) completed.")
            .Produces<RunAnswer>(202).ProducesProblem(404).ProducesProblem(409);
        runs.MapPost("/cancel", CancelAsync).WithSummary("Cancels the queued or running run; nothing where there is none.")
            .Produces<RunAnswer>(202).ProducesProblem(404);
        runs.MapPost("/pause", PauseAsync).WithSummary("Saves the queued or running run and stops it; 409 where there is nothing to pause.")
            .Produces<RunAnswer>(202).ProducesProblem(404).ProducesProblem(409);
        runs.MapPost("/resume", ResumeAsync).WithSummary("Queues the paused or interrupted run again, to go on from its last checkpoint; 409 where there is none.")
            .Produces<RunAnswer>(202).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> StartAsync(
        Guid id,
        bool? again,
        IRunStore store,
        RunScheduler queue,
        ExperimentSubmission submission,
        CancellationToken cancellation)
    {
        if (await store.FindExperimentAsync(id, cancellation) is not { } experiment)
        {
            return Problem.NoExperiment(id);
        }

        if (await submission.WhatPreventsARunAsync(experiment.Document, cancellation) is { } reason)
        {
            return Problem.Of(StatusCodes.Status409Conflict, reason);
        }

        var run = await queue.StartAsync(id, again ?? false, cancellation);
        return Results.Accepted($"/api/experiments/{id}", new RunAnswer(id, run.Number, run.State));
    }

    private static async Task<IResult> CancelAsync(Guid id, IRunStore store, RunScheduler queue, CancellationToken cancellation)
    {
        if (await store.FindExperimentAsync(id, cancellation) is null)
        {
            return Problem.NoExperiment(id);
        }

        var run = await queue.CancelAsync(id, cancellation);
        return Results.Accepted($"/api/experiments/{id}", new RunAnswer(id, run?.Number, run?.State ?? RunState.Draft));
    }

    private static async Task<IResult> PauseAsync(Guid id, IRunStore store, RunScheduler queue, CancellationToken cancellation)
    {
        if (await store.FindExperimentAsync(id, cancellation) is not { } experiment)
        {
            return Problem.NoExperiment(id);
        }

        return await queue.PauseAsync(id, cancellation) is { State: RunState.Queued or RunState.Running or RunState.Paused } run
            ? Results.Accepted($"/api/experiments/{id}", new RunAnswer(id, run.Number, run.State))
            : Refuse(experiment, "only a queued or running run can be paused. Start it first.");
    }

    private static async Task<IResult> ResumeAsync(Guid id, IRunStore store, RunScheduler queue, CancellationToken cancellation)
    {
        if (await store.FindExperimentAsync(id, cancellation) is not { } experiment)
        {
            return Problem.NoExperiment(id);
        }

        return await queue.ResumeAsync(id, cancellation) is { State: RunState.Queued or RunState.Running } run
            ? Results.Accepted($"/api/experiments/{id}", new RunAnswer(id, run.Number, run.State))
            : Refuse(experiment, "only a paused or interrupted run can be resumed. Start a new run instead.");
    }

    private static IResult Refuse(ExperimentRow experiment, string rule) =>
        Problem.Of(StatusCodes.Status409Conflict, $"'{experiment.Name}' is {experiment.NewestRun?.State ?? RunState.Draft}; {rule}");
}

/// <param name="Run">From 1; null for a Draft.</param>
public sealed record RunAnswer(Guid Id, int? Run, RunState State);
