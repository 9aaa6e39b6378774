using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace NasStudio.Web.Hosting;

/// <summary>Headers of every answer: nothing is loaded from, framed by, or told to another site.</summary>
public static class SecurityHeaders
{
    /// <summary>'unsafe-inline' for styles is what MudBlazor needs.</summary>
    /// <param name="script">A source of scripts beside our own files, after a space; or nothing.</param>
    private static string ContentSecurityPolicy(string script) =>
        $"default-src 'self'; script-src 'self'{script}; style-src 'self' 'unsafe-inline'; connect-src 'self' ws: wss:; " +
        "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; " +
        "form-action 'self'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(
            state =>
            {
                Set((HttpContext)state);
                return Task.CompletedTask;
            },
            context);
        return next(context);
    });

    private static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy(ImportMapOf(context.GetEndpoint()));
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }

    /// <summary>The one script inside a page, which says where modules are: allowed by its digest.</summary>
    private static string ImportMapOf(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<ImportMapDefinition>() is { } map
        ? $" 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(map.ToString())))}'"
        : "";
}
