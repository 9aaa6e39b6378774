using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;

namespace NasStudio.Runs.Scheduling;

/// <summary>Where workers reach the studio; known once the server listens.</summary>
public delegate Task<Uri> ServerAddress(CancellationToken cancellation);

internal static class ListeningAddress
{
    public static async Task<Uri> WaitAsync(IServer server, IHostApplicationLifetime lifetime, CancellationToken cancellation)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellation);
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        // Workers of this machine need no certificate: plain HTTP first.
        return addresses.OrderBy(address => address.StartsWith("https", StringComparison.OrdinalIgnoreCase)).Select(Reachable).FirstOrDefault()
            ?? throw new InvalidOperationException("The server listens nowhere, so a worker could not report; start it with --urls http://127.0.0.1:5080.");
    }

    /// <summary>"Any address" as one that can be called.</summary>
    public static Uri Reachable(string address)
    {
        var binding = new UriBuilder(address.Replace("//*", "//127.0.0.1", StringComparison.Ordinal).Replace("//+", "//127.0.0.1", StringComparison.Ordinal));
        if (binding.Host is "0.0.0.0" or "[::]")
        {
            binding.Host = "127.0.0.1";
        }

        return binding.Uri;
    }
}
