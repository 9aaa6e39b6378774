using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using NasStudio.Web.Api;

namespace NasStudio.Web.Hosting;

/// <summary>
/// Refuses requests that a foreign page made a browser send. A page whose name was rebound to 127.0.0.1 shows a Host that
/// is not ours (400); a page that posts across sites shows a foreign Origin or Sec-Fetch-Site (403). Following an ordinary
/// link from elsewhere stays possible.
/// </summary>
public sealed class RequestGuard
{
    private readonly RequestDelegate _next;
    private readonly HashSet<string> _hosts;

    /// <param name="configuration">"NasStudio:Hosts": names under which the studio is reached, separated by ';', besides those of its addresses.</param>
    public RequestGuard(RequestDelegate next, IConfiguration configuration)
    {
        _next = next;
        var hosts = configuration[$"{StudioConfiguration.Section}:Hosts"] ?? "localhost;127.0.0.1;[::1]";
        var addresses = (configuration["urls"] ?? "").Split(';').Select(address => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.Host : "");
        _hosts = new HashSet<string>(hosts.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Concat(addresses.Where(host => host.Length > 0)), StringComparer.OrdinalIgnoreCase);
    }

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!_hosts.Contains(request.Host.Host))
        {
            return Problem.WriteAsync(
                context,
                StatusCodes.Status400BadRequest,
                $"The host '{request.Host.Host}' is not a name of this studio; use {string.Join(", ", _hosts)}, or add it to NasStudio:Hosts in appsettings.json.");
        }

        return IsForeign(request)
            ? Problem.WriteAsync(context, StatusCodes.Status403Forbidden, "This request was sent by a page of another site; open the studio's own address.")
            : _next(context);
    }

    private static bool IsForeign(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !string.Equals(origin, $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var isNavigation = HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate";
        return !isNavigation && request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
    }
}
