using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using NasStudio.Runs.Feeds;
using NasStudio.Runs.Launching;
using NasStudio.Runs.Protocol;
using NasStudio.Runs.Scheduling;

namespace NasStudio.Runs;

public static class RunsRegistration
{
    /// <summary>Registers queue, launcher, feeds and ingest. Needs an <see cref="IRunStore"/>, registered before this.</summary>
    /// <exception cref="ArgumentException">An option breaks its rule.</exception>
    public static IServiceCollection AddNasStudioRuns(this IServiceCollection services, StudioOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options.Validated());
        services.AddSingleton<ActiveRuns>();
        services.AddSingleton<ServerAddress>(provider => cancellation =>
            ListeningAddress.WaitAsync(provider.GetRequiredService<IServer>(), provider.GetRequiredService<IHostApplicationLifetime>(), cancellation));
        services.AddSingleton<IRunLauncher, LocalRunLauncher>();
        services.AddSingleton<RunLaunch>();
        services.AddSingleton<RunQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<RunQueue>());
        services.AddHostedService<DeletedRunFolders>();
        services.AddHostedService<HiddenExperiments>();
        services.AddSingleton(provider => new RunScheduler(
            provider.GetRequiredService<IRunStore>(),
            provider.GetRequiredService<RunQueue>(),
            provider.GetRequiredService<ActiveRuns>()));
        services.AddSingleton<RunFeeds>();
        services.AddSingleton<IRunFeeds>(provider => provider.GetRequiredService<RunFeeds>());
        services.AddSingleton(provider => new EventIngest(provider.GetRequiredService<IRunStore>(), provider.GetRequiredService<ActiveRuns>()));
        return services;
    }
}
