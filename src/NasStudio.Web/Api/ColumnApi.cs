using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NasStudio.Web.Columns;
using NasStudio.Web.Tables;

namespace NasStudio.Web.Api;

/// <summary>All subnets of the newest run as columns of bytes: what a chart begins with; the hub tells what comes after them.</summary>
internal static class ColumnApi
{
    private const string Bytes = "application/octet-stream";

    public static void MapColumns(this IEndpointRouteBuilder api)
    {
        var columns = api.MapGroup("/experiments/{id:guid}/columns").WithTags("Subnets");
        columns.MapGet("", PointsAsync)
            .WithSummary("Values of all subnets of the newest run as compact columns: a length (4 bytes), a header in JSON, then the columns it names.")
            .Produces(200, contentType: Bytes).Produces(204).ProducesProblem(404);
        columns.MapGet("/choices", ChoicesAsync)
            .WithSummary("The choice indices of the same subnets, one column a decision, and what they stand for.")
            .Produces(200, contentType: Bytes).Produces(204).ProducesProblem(404);
    }

    private static async Task<IResult> PointsAsync(Guid id, HttpContext context, NewestRuns runs, ColumnCache cache, CancellationToken cancellation) =>
        await runs.FindAsync(id, cancellation) is not { } newest ? Problem.NoExperiment(id)
        : newest.Snapshot is not { } snapshot ? Results.NoContent()
        : Answer(context, await cache.PointsAsync(snapshot, Encoding(context.Request)));

    private static async Task<IResult> ChoicesAsync(Guid id, HttpContext context, NewestRuns runs, TableLibrary tables, ColumnCache cache, CancellationToken cancellation) =>
        await runs.FindAsync(id, cancellation) is not { } newest ? Problem.NoExperiment(id)
        : newest.Snapshot is not { } snapshot ? Results.NoContent()
        : Answer(context, await cache.ChoicesAsync(snapshot, tables.DecisionsOf(newest.Experiment.Document), Encoding(context.Request)));

    private static IResult Answer(HttpContext context, byte[] file)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.Vary = "Accept-Encoding";
        if (Encoding(context.Request) is var encoding and not "identity")
        {
            headers.ContentEncoding = encoding;
        }

        return Results.Bytes(file, Bytes);
    }

    /// <summary>The best of the encodings that the caller reads.</summary>
    private static string Encoding(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding.Where(one => one.Quality is not 0).Select(one => one.Value.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return accepted.Contains("br") ? "br" : accepted.Contains("gzip") ? "gzip" : "identity";
    }
}
