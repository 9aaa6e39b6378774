using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace NasStudio.Storage;

/// <summary>
/// One SQLite file in WAL mode: any number of readers, one writer at a time. Holds the lock of its folder while it is open.
/// </summary>
internal sealed class StudioDatabase : IDisposable
{
    private readonly HomeLock _lock;
    private readonly PooledDbContextFactory<StudioContext> _contexts;
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly SqliteConnection _keepAlive;

    private StudioDatabase(HomeLock held, PooledDbContextFactory<StudioContext> contexts, SqliteConnection keepAlive)
    {
        _lock = held;
        _contexts = contexts;
        _keepAlive = keepAlive;
    }

    /// <summary>Creates the file where there is none and brings its tables up to date.</summary>
    /// <exception cref="HomeInUseException">Another studio has it open.</exception>
    public static StudioDatabase Open(string path)
    {
        path = Path.GetFullPath(path);
        var home = Directory.CreateDirectory(Path.GetDirectoryName(path)!).FullName;
        var held = HomeLock.Take(home);
        try
        {
            var connection = new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = 60 }.ConnectionString;
            var options = new DbContextOptionsBuilder<StudioContext>().UseSqlite(connection).AddInterceptors(new Pragmas()).Options;
            var contexts = new PooledDbContextFactory<StudioContext>(options);
            using (var context = contexts.CreateDbContext())
            {
                context.Database.Migrate();
                context.Database.ExecuteSqlRaw("PRAGMA journal_mode = WAL");
            }

            var keepAlive = new SqliteConnection(connection);
            keepAlive.Open();
            return new StudioDatabase(held, contexts, keepAlive);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Runs a query without a transaction, or one that must see a single moment in its own.</summary>
    public async Task<T> ReadAsync<T>(Func<StudioContext, Task<T>> query, CancellationToken cancellation)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellation);
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        await context.Database.OpenConnectionAsync(cancellation);
        // Deferred: takes no lock that a writer would wait for.
        await using var moment = ((SqliteConnection)context.Database.GetDbConnection()).BeginTransaction(deferred: true);
        await context.Database.UseTransactionAsync(moment, cancellation);
        var result = await query(context);
        await moment.CommitAsync(cancellation);
        return result;
    }

    /// <summary>
    /// Runs one change as one transaction, begun IMMEDIATE so that it never has to be repeated because of another writer.
    /// <paramref name="committed"/> is called after the commit and before the next change.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<StudioContext, Task<T>> change, Action<T> committed, CancellationToken cancellation)
    {
        await _writer.WaitAsync(cancellation);
        try
        {
            await using var context = await _contexts.CreateDbContextAsync(cancellation);
            await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
            var result = await change(context);
            await context.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            committed(result);
            return result;
        }
        finally
        {
            _writer.Release();
        }
    }

    public void Dispose()
    {
        _keepAlive.Dispose();
        SqliteConnection.ClearPool(_keepAlive);
        _writer.Dispose();
        _lock.Dispose();
    }

    /// <summary>Settings that SQLite keeps per connection.</summary>
    private sealed class Pragmas : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA busy_timeout = 5000";
            command.ExecuteNonQuery();
        }

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}
