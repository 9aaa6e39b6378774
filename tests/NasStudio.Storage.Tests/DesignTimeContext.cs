using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace NasStudio.Storage.Tests;

/// <summary>What <c>dotnet ef</c> makes a context with; no database is opened for writing a migration.</summary>
internal sealed class DesignTimeContext : IDesignTimeDbContextFactory<StudioContext>
{
    public StudioContext CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<StudioContext>().UseSqlite("Data Source=:memory:").Options);
}
