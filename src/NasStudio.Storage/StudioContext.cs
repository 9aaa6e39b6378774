using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NasStudio.Storage.Entities;

namespace NasStudio.Storage;

/// <summary>
/// The tables. After a change: <c>dotnet ef migrations add NAME --project src/NasStudio.Storage --startup-project
/// tests/NasStudio.Storage.Tests</c>; a test fails while model and migrations differ.
/// </summary>
internal sealed class StudioContext(DbContextOptions<StudioContext> options) : DbContext(options)
{
    public DbSet<ExperimentEntity> Experiments => Set<ExperimentEntity>();

    /// <summary>Those that are not hidden.</summary>
    public IQueryable<ExperimentEntity> ShownExperiments => Experiments.Where(row => row.Hidden == null);

    public DbSet<RunEntity> Runs => Set<RunEntity>();

    public DbSet<MetricEntity> Metrics => Set<MetricEntity>();

    public DbSet<EvaluationEntity> Evaluations => Set<EvaluationEntity>();

    public DbSet<LogLineEntity> LogLines => Set<LogLineEntity>();

    public DbSet<SearchSpaceEntity> SearchSpaces => Set<SearchSpaceEntity>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ExperimentEntity>(Experiment);
        modelBuilder.Entity<RunEntity>(Run);
        modelBuilder.Entity<MetricEntity>(Metric);
        modelBuilder.Entity<EvaluationEntity>(Evaluation);
        modelBuilder.Entity<LogLineEntity>(LogLine);
        modelBuilder.Entity<SearchSpaceEntity>().HasKey(space => space.Name);
    }

    /// <summary>Times are UTC ticks: SQLite has no time type, and text with offsets does not sort.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();

    private static void Experiment(EntityTypeBuilder<ExperimentEntity> experiment)
    {
        experiment.HasKey(row => row.Key);
        experiment.HasIndex(row => row.Id).IsUnique();
        experiment.HasIndex(row => row.IdempotencyKey).IsUnique();
        experiment.HasMany(row => row.Runs).WithOne(run => run.Experiment).HasForeignKey(run => run.ExperimentKey);
    }

    private static void Run(EntityTypeBuilder<RunEntity> run)
    {
        run.HasKey(row => row.Key);
        run.HasIndex(row => row.Id).IsUnique();
        run.HasIndex(row => new { row.ExperimentKey, row.Number }).IsUnique();
        run.HasIndex(row => row.State);
        run.Property(row => row.State).HasConversion<string>();
    }

    private static void Metric(EntityTypeBuilder<MetricEntity> metric)
    {
        metric.HasKey(row => new { row.RunKey, row.Seq });
        metric.HasIndex(row => new { row.RunKey, row.Step, row.Name }).IsUnique();
        metric.HasOne<RunEntity>().WithMany().HasForeignKey(row => row.RunKey);
    }

    private static void Evaluation(EntityTypeBuilder<EvaluationEntity> evaluation)
    {
        evaluation.HasKey(row => new { row.RunKey, row.Seq });
        evaluation.HasIndex(row => new { row.RunKey, row.Repeat, row.SubnetId, row.Fidelity }).IsUnique();
        evaluation.HasOne<RunEntity>().WithMany().HasForeignKey(row => row.RunKey);
        evaluation.Property(row => row.Fidelity).HasConversion<string>();
    }

    private static void LogLine(EntityTypeBuilder<LogLineEntity> line)
    {
        line.HasKey(row => new { row.RunKey, row.Seq });
        line.HasOne<RunEntity>().WithMany().HasForeignKey(row => row.RunKey);
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        time => time.UtcTicks,
        ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
