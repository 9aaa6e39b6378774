using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using NasStudio.Core.Documents;

namespace NasStudio.Web.Api;

/// <summary>
/// RFC 9457 answers, whatever the caller said it accepts: "errors" is keyed by JSON path, and every sentence gives the
/// value, the rule and the way out.
/// </summary>
public static class Problem
{
    private const string ContentType = "application/problem+json";

    public static Task WriteAsync(HttpContext context, int status, string detail, IEnumerable<DocumentError>? errors = null)
    {
        var body = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["type"] = "about:blank",
            ["title"] = ReasonPhrases.GetReasonPhrase(status),
            ["status"] = status,
            ["detail"] = detail,
        };
        if (errors is not null)
        {
            body["errors"] = errors
                .GroupBy(error => error.Path, error => error.Message, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        }

        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(body, (JsonSerializerOptions?)null, ContentType, context.RequestAborted);
    }

    public static IResult Of(int status, string detail) => new ProblemResult(status, detail, null);

    public static IResult Invalid(string path, string message) => new ProblemResult(StatusCodes.Status400BadRequest, Broken, [new DocumentError(path, message)]);

    public static IResult NoExperiment(Guid id) => Of(StatusCodes.Status404NotFound, $"There is no experiment {id}; GET /api/experiments lists them.");

    public static IResult NoSubnet(string id) =>
        Of(StatusCodes.Status404NotFound, $"The newest run has no subnet '{(id.Length <= 200 ? id : id[..200])}'; GET /api/experiments/{{id}}/subnets lists them.");

    /// <summary>The sentence for an answer that carries none: no such address, wrong method, wrong type of content.</summary>
    public static string Plain(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => $"There is nothing at {context.Request.Path}; /openapi/v1.json describes every address.",
        StatusCodes.Status405MethodNotAllowed => $"{context.Request.Path} does not take {context.Request.Method}; use {context.Response.Headers.Allow}.",
        StatusCodes.Status415UnsupportedMediaType => $"Content-Type '{context.Request.ContentType}' is not supported; send the document as application/json.",
        var status => $"{ReasonPhrases.GetReasonPhrase(status)}; /openapi/v1.json describes what this address takes.",
    };

    internal const string Broken = "The request breaks a rule; 'errors' says which, by JSON path.";

    private sealed class ProblemResult(int status, string detail, IReadOnlyList<DocumentError>? errors) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, status, detail, errors);
    }
}
