using Microsoft.AspNetCore.Http;
using NasStudio.Web.Api;

namespace NasStudio.Web.Hosting;

/// <summary>
/// Where HOME/access-token exists, lets through only callers that show it: as "Authorization: Bearer", as the cookie that a
/// first visit with <c>?t=</c> is given, or (hubs, whose browser client cannot set headers) as <c>access_token</c>. Worker
/// calls carry a token of their own and are checked where they are served.
/// </summary>
public sealed class AccessTokenGate(RequestDelegate next, AccessToken token)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!token.Required || IsOpen(context.Request.Path) || token.Admits(Shown(context.Request)))
        {
            await next(context);
        }
        else if (HttpMethods.IsGet(context.Request.Method) && context.Request.Query["t"].ToString() is { Length: > 0 } first && token.Admits(first))
        {
            var options = new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, IsEssential = true };
            context.Response.Cookies.Append(AccessToken.CookieName, first, options);
            // One slash only: "//host" would lead to another site.
            context.Response.Redirect("/" + context.Request.Path.ToString().TrimStart('/', '\\'));
        }
        else
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await Problem.WriteAsync(
                context,
                StatusCodes.Status401Unauthorized,
                "This studio asks for its access token: send 'Authorization: Bearer' with the content of NASSTUDIO_HOME/access-token, or open the address that the studio printed at its start.");
        }
    }

    private static bool IsOpen(PathString path) => path.StartsWithSegments("/healthz") || path.StartsWithSegments("/api/worker");

    private static string? Shown(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return header["Bearer ".Length..].Trim();
        }

        return request.Path.StartsWithSegments("/hubs") && request.Query["access_token"].ToString() is { Length: > 0 } query
            ? query
            : request.Cookies[AccessToken.CookieName];
    }
}
