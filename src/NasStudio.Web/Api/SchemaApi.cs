using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NasStudio.Core.Spaces;

namespace NasStudio.Web.Api;

/// <summary>JSON Schemas (draft 2020-12) of the documents, for editors.</summary>
internal static class SchemaApi
{
    public static void MapSchemas(this IEndpointRouteBuilder api) =>
        api.MapGet("/schemas/search-space", () => Results.Text(SearchSpaceSchema.Json, "application/schema+json", Encoding.UTF8))
            .WithSummary("The JSON Schema of search-space documents.").WithTags("Schemas").Produces<JsonObject>(200, "application/schema+json");
}
