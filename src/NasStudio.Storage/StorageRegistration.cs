using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using NasStudio.Runs;

namespace NasStudio.Storage;

public static class StorageRegistration
{
    /// <summary>
    /// Registers <see cref="IRunStore"/> on a SQLite file. The file is opened when the host starts, which throws
    /// <see cref="HomeInUseException"/> where another studio has it open.
    /// </summary>
    public static IServiceCollection AddNasStudioStorage(this IServiceCollection services, string databasePath)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => StudioDatabase.Open(databasePath));
        services.AddSingleton(provider => new RunStore(provider.GetRequiredService<StudioDatabase>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IRunStore>(provider => provider.GetRequiredService<RunStore>());
        services.AddHostedService(provider => new StorageStart(provider.GetRequiredService<RunStore>()));
        return services;
    }

    /// <summary>Resolved before anything else starts, and by that opens the database; then completes rows of older versions.</summary>
    private sealed class StorageStart(RunStore store) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => store.CompleteOldRowsAsync(stoppingToken);
    }
}
