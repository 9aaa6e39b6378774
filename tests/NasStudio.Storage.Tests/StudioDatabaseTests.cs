using Microsoft.EntityFrameworkCore;

namespace NasStudio.Storage.Tests;

public sealed class StudioDatabaseTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public void Migrations_ComparedWithTheModel_HaveNothingPending()
    {
        using var context = new DesignTimeContext().CreateDbContext([]);

        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task Open_NewFile_UsesWriteAheadLogAndForeignKeys()
    {
        using var folder = new TemporaryFolder();
        using var database = StudioDatabase.Open(folder.File("nasstudio.db"));

        Assert.Equal("wal", await ScalarAsync<string>(database, "SELECT journal_mode AS Value FROM pragma_journal_mode"));
        Assert.Equal(1, await ScalarAsync<int>(database, "SELECT foreign_keys AS Value FROM pragma_foreign_keys"));
        Assert.Equal(5000, await ScalarAsync<int>(database, "SELECT timeout AS Value FROM pragma_busy_timeout"));
    }

    [Fact]
    public void Open_SecondTime_IsRefusedWithTheOwnerAndAWayOut()
    {
        using var folder = new TemporaryFolder();
        using var first = StudioDatabase.Open(folder.File("nasstudio.db"));

        var refusal = Assert.Throws<HomeInUseException>(() => StudioDatabase.Open(folder.File("nasstudio.db")));

        Assert.Contains($"process {Environment.ProcessId}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("NASSTUDIO_HOME", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AfterDispose_Succeeds()
    {
        using var folder = new TemporaryFolder();
        StudioDatabase.Open(folder.File("nasstudio.db")).Dispose();

        using var second = StudioDatabase.Open(folder.File("nasstudio.db"));

        Assert.True(File.Exists(folder.File("nasstudio.db")));
    }

    [Fact]
    public async Task WriteAsync_ChangeThatThrows_LeavesNothingAndFreesTheWriter()
    {
        using var store = new TemporaryStore();
        await Assert.ThrowsAsync<KeyNotFoundException>(() => store.Runs.QueueRunAsync(Guid.Empty, None));

        await store.Runs.CreateExperimentAsync(Examples.Submitted, Examples.Document(), null, None);

        Assert.Single(await store.Runs.ListExperimentsAsync(None));
    }

    private static Task<T> ScalarAsync<T>(StudioDatabase database, string sql) =>
        database.ReadAsync(async context => (await context.Database.SqlQueryRaw<T>(sql).ToListAsync(None))[0], None);
}
