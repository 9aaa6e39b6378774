using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace NasStudio.Runs.Protocol;

/// <summary>
/// The calls that workers make: POST /api/worker/runs/{run}/events with an <see cref="EventBatch"/>, answered with an
/// <see cref="EventReceipt"/>; 401 without a token, 403 with a wrong one, 409 for an older launch or an ended run.
/// </summary>
public static class WorkerApi
{
    private const string Bearer = "Bearer ";

    /// <summary>The address of a run's events below the server's.</summary>
    public static string EventsPath(Guid run) => $"/api/worker/runs/{run}/events";

    public static IEndpointConventionBuilder MapWorkerApi(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/worker/runs/{run:guid}/events", TakeAsync)
            .ExcludeFromDescription()
            .DisableAntiforgery()
            .AllowAnonymous();

    private static async Task<IResult> TakeAsync(Guid run, HttpContext call, EventIngest ingest)
    {
        if (Token(call.Request) is not { } token)
        {
            return Refused(StatusCodes.Status401Unauthorized, "No worker token", "Send the token of order.json as Authorization: Bearer.");
        }

        if (await ReadAsync(call) is not { Events: not null } batch)
        {
            return Refused(StatusCodes.Status400BadRequest, "Not a batch of events", "Send { \"launch\": 1, \"events\": [ … ] } as the protocol of this version has it.");
        }

        var answer = await ingest.AcceptAsync(run, token, batch, call.RequestAborted);
        return answer.Access switch
        {
            WorkerAccess.Granted => Results.Json(answer.Receipt, RunJson.Options),
            WorkerAccess.Fenced => Refused(StatusCodes.Status409Conflict, "Outdated launch", $"Launch {batch.Launch} of run {run} is not the newest, or the run has ended; exit without writing."),
            _ => Refused(StatusCodes.Status403Forbidden, "Wrong worker token", $"The token is not that of run {run}."),
        };
    }

    private static string? Token(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && header.Length > Bearer.Length ? header[Bearer.Length..].Trim() : null;
    }

    private static async Task<EventBatch?> ReadAsync(HttpContext call)
    {
        try
        {
            return await call.Request.ReadFromJsonAsync<EventBatch>(RunJson.Options, call.RequestAborted);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or InvalidOperationException)
        {
            return null;
        }
    }

    private static IResult Refused(int status, string title, string detail) => Results.Problem(detail, statusCode: status, title: title);
}
