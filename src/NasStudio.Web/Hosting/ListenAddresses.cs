using System.Net;
using Microsoft.Extensions.Configuration;

namespace NasStudio.Web.Hosting;

/// <summary>
/// The rule of where the studio may listen: on this machine only, unless HOME/access-token exists. Checked before a socket
/// is opened.
/// </summary>
public static class ListenAddresses
{
    /// <exception cref="StartRefusedException">An address is reachable from outside and no access token is set.</exception>
    public static void Check(IConfiguration configuration, AccessToken token)
    {
        if (token.Required)
        {
            return;
        }

        foreach (var address in Configured(configuration).Where(address => !IsLoopback(address)))
        {
            throw new StartRefusedException(
                $"The address {address} is reachable from other machines, and anybody there could use this studio. " +
                $"Use http://127.0.0.1:5080, or write an access token of at least 16 characters into {token.File} and start again.");
        }
    }

    /// <summary>Whether only this machine reaches the address.</summary>
    public static bool IsLoopback(string address)
    {
        // "http://*:80" and "http://+:80" are no URIs, and mean every interface.
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
        {
            return false;
        }

        return uri.Scheme == "http+unix" || uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }

    private static IEnumerable<string> Configured(IConfiguration configuration)
    {
        const StringSplitOptions Clean = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        var urls = (configuration["urls"] ?? "").Split(';', Clean);
        var ports = (configuration["http_ports"] ?? "").Split(';', Clean).Concat((configuration["https_ports"] ?? "").Split(';', Clean));
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? "");

        // Ports alone mean every interface; they count only where no URL is given.
        return urls.Concat(urls.Length > 0 ? [] : ports.Select(port => $"http://*:{port}")).Concat(endpoints);
    }
}

/// <summary>The studio does not start; the message says why and what to do.</summary>
public sealed class StartRefusedException(string message) : Exception(message);
