using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using NasStudio.Runs;

namespace NasStudio.Web.Hosting;

/// <summary>Prints the address to open, once the studio listens.</summary>
public sealed class AddressBanner(IServer server, IHostApplicationLifetime lifetime, AccessToken token, StudioOptions options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Print);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Print()
    {
        foreach (var address in server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
        {
            var query = token.Text is { } text ? $"/?t={Uri.EscapeDataString(text)}" : "";
            Console.WriteLine($"NasStudio is open at {address}{query} (its files: {options.Home}). Ctrl+C stops it.");
        }
    }
}
