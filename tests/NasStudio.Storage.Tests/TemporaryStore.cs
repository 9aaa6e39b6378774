using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using NasStudio.Runs.Experiments;

namespace NasStudio.Storage.Tests;

/// <summary>A store in a folder of its own that can be closed and opened again.</summary>
internal sealed class TemporaryStore : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("nasstudio-store-");
    private StudioDatabase _database;

    public TemporaryStore()
    {
        _database = StudioDatabase.Open(Path);
        Runs = new RunStore(_database, Time);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));

    public string Path => System.IO.Path.Combine(_home.FullName, "nasstudio.db");

    public RunStore Runs { get; private set; }

    public void Reopen()
    {
        _database.Dispose();
        _database = StudioDatabase.Open(Path);
        Runs = new RunStore(_database, Time);
    }

    /// <summary>Changes rows behind the store's back.</summary>
    public Task ExecuteAsync(string sql) => _database.WriteAsync(context => context.Database.ExecuteSqlRawAsync(sql, CancellationToken.None), _ => { }, CancellationToken.None);

    /// <summary>A run of a new experiment, launched once with the token hash "hash".</summary>
    public async Task<RunRow> LaunchedRunAsync()
    {
        var experiment = await Runs.CreateExperimentAsync(Examples.Submitted, Examples.Document(), null, CancellationToken.None);
        var run = await Runs.QueueRunAsync(experiment.Id, CancellationToken.None);
        return (await Runs.BeginLaunchAsync(run.Id, "/runs/e1", "hash", CancellationToken.None))!;
    }

    public void Dispose()
    {
        _database.Dispose();
        _home.Delete(recursive: true);
    }
}
