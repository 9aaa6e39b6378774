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
        services.AddSingleton<IRunStore, RunStore>(provider => new RunStore(provider.GetRequiredService<StudioDatabase>(), provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService(provider => new StorageStart(provider.GetRequiredService<StudioDatabase>()));
        return services;
    }

    /// <summary>Resolved before anything else starts, and by that opens the database.</summary>
    private sealed class StorageStart(StudioDatabase database) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            ArgumentNullException.ThrowIfNull(database);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
