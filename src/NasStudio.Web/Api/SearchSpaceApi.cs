using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NasStudio.Core.Spaces;
using NasStudio.Web.Spaces;

namespace NasStudio.Web.Api;

/// <summary>Search-space documents: the built-in ones and those that were saved.</summary>
internal static class SearchSpaceApi
{
    private const string Json = "application/json";

    public static void MapSearchSpaces(this IEndpointRouteBuilder api)
    {
        var spaces = api.MapGroup("/search-spaces").WithTags("Search spaces");
        spaces.MapGet("", ListAsync).WithSummary("Every search space, the built-in ones first.").Produces<JsonArray>();
        spaces.MapGet("/{name}", GetAsync).WithSummary("One search-space document.").Produces<JsonObject>().ProducesProblem(404);
        spaces.MapPut("/{name}", PutAsync).WithSummary("Saves a document under its name.")
            .Accepts<JsonObject>(Json).Produces<JsonObject>().Produces<JsonObject>(201).ProducesValidationProblem();
        spaces.MapDelete("/{name}", DeleteAsync).WithSummary("Deletes a saved document; built-in ones stay.")
            .Produces(204).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> ListAsync(SpaceLibrary library, CancellationToken cancellation)
    {
        var documents = await library.ListAsync(cancellation);
        return Results.Text($"[{string.Join(',', documents.Select(SearchSpaceWriter.Write))}]", Json, Encoding.UTF8);
    }

    private static async Task<IResult> GetAsync(string name, SpaceLibrary library, CancellationToken cancellation) =>
        await library.FindAsync(name, cancellation) is { } document ? Document(document) : NotFound(name);

    private static async Task<IResult> PutAsync(string name, JsonText body, SpaceLibrary library, HttpContext context, CancellationToken cancellation)
    {
        var isNew = await library.FindAsync(name, cancellation) is null;
        var document = await library.PutAsync(name, body.Text, cancellation);
        if (isNew)
        {
            context.Response.Headers.Location = $"/api/search-spaces/{Uri.EscapeDataString(name)}";
        }

        return Document(document, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static async Task<IResult> DeleteAsync(string name, SpaceLibrary library, CancellationToken cancellation)
    {
        if (SpaceLibrary.IsBuiltIn(name))
        {
            return Problem.Of(StatusCodes.Status409Conflict, $"'{name}' is a built-in space and stays; only saved spaces can be deleted.");
        }

        return await library.DeleteAsync(name, cancellation) ? Results.NoContent() : NotFound(name);
    }

    internal static IResult NotFound(string name) =>
        Problem.Of(StatusCodes.Status404NotFound, $"There is no search space '{name}'; GET /api/search-spaces lists them.");

    private static IResult Document(SearchSpaceDocument document, int status = StatusCodes.Status200OK) =>
        Results.Text(SearchSpaceWriter.Write(document), Json, Encoding.UTF8, status);
}
