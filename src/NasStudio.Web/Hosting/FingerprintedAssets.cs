using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Hosting;

namespace NasStudio.Web.Hosting;

/// <summary>
/// Files whose address holds a digest of their content: a browser asks for them once. ASP.NET Core says so only where the studio
/// was published; here it is run from its source as well.
/// </summary>
public static class FingerprintedAssets
{
    /// <summary>A year, the longest that HTTP knows (RFC 9111 allows more, no cache keeps it).</summary>
    public const string CacheControl = "public, max-age=31536000, immutable";

    /// <summary>Not while developing: there a file changes under the address of the last build.</summary>
    public static void MapStudioAssets(this WebApplication app)
    {
        var assets = app.MapStaticAssets();
        if (!app.Environment.IsDevelopment())
        {
            assets.Add(KeepForever);
        }
    }

    private static void KeepForever(EndpointBuilder endpoint)
    {
        var isFingerprinted = endpoint.Metadata.OfType<StaticAssetDescriptor>().Any(asset => asset.Properties.Any(property => property.Name == "fingerprint"));
        if (isFingerprinted && endpoint.RequestDelegate is { } serve)
        {
            endpoint.RequestDelegate = context =>
            {
                context.Response.OnStarting(
                    state =>
                    {
                        var response = (HttpResponse)state;
                        if (response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified)
                        {
                            response.Headers.CacheControl = CacheControl;
                        }

                        return Task.CompletedTask;
                    },
                    context.Response);
                return serve(context);
            };
        }
    }
}
