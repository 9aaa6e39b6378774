using Microsoft.EntityFrameworkCore;
using NasStudio.Core.Experiments;
using NasStudio.Runs.Experiments;
using NasStudio.Storage.Entities;

namespace NasStudio.Storage;

internal sealed partial class RunStore
{
    public Task<ExperimentRow> CreateExperimentAsync(string json, ExperimentDocument document, string? idempotencyKey, CancellationToken cancellation) =>
        database.WriteAsync(
            async context =>
            {
                if (idempotencyKey is not null
                    && await WithNewestRun(context.Experiments.Where(row => row.IdempotencyKey == idempotencyKey)).FirstOrDefaultAsync(cancellation) is { } present)
                {
                    return Row(present);
                }

                var added = new ExperimentEntity
                {
                    Id = NewId(),
                    Name = document.Name,
                    Json = json,
                    Document = ExperimentJson.Write(document),
                    Created = time.GetUtcNow(),
                    IdempotencyKey = idempotencyKey,
                };
                context.Experiments.Add(added);
                return new ExperimentRow(added.Id, added.Name, added.Json, document, added.Created, null);
            },
            _ => Raise(new(null)),
            cancellation);

    public Task<ExperimentRow?> FindExperimentAsync(Guid id, CancellationToken cancellation) =>
        database.ReadAsync(
            async context => await WithNewestRun(context.Experiments.Where(row => row.Id == id)).FirstOrDefaultAsync(cancellation) is { } found ? Row(found) : null,
            cancellation);

    public Task<IReadOnlyList<ExperimentRow>> ListExperimentsAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<ExperimentRow>>(
            async context =>
            {
                var rows = await WithNewestRun(context.Experiments.OrderByDescending(row => row.Key)).ToListAsync(cancellation);
                return [.. rows.Select(Row)];
            },
            cancellation);

    public async Task<bool> DeleteExperimentAsync(Guid id, CancellationToken cancellation) =>
        await database.WriteAsync(
            async context =>
            {
                var experiment = await context.Experiments.Include(row => row.Runs).FirstOrDefaultAsync(row => row.Id == id, cancellation);
                if (experiment?.Runs.Find(run => !run.State.HasEnded()) is { } active)
                {
                    throw new InvalidOperationException($"'{experiment.Name}' is {active.State} and cannot be deleted; cancel it first.");
                }

                if (experiment is null)
                {
                    return null;
                }

                context.Experiments.Remove(experiment);
                return experiment.Runs.ConvertAll(run => run.Id);
            },
            deletedRuns =>
            {
                if (deletedRuns is not null)
                {
                    Raise(new(null, DeletedRuns: deletedRuns));
                }
            },
            cancellation) is not null;

    /// <summary>Documents never change, and lists are read five times a second: each is parsed once.</summary>
    private ExperimentRow Row(ExperimentWithRun found) => new(
        found.Experiment.Id,
        found.Experiment.Name,
        found.Experiment.Json,
        _documents.GetOrAdd(found.Experiment.Id, static (_, json) => ExperimentJson.Read(json), found.Experiment.Document),
        found.Experiment.Created,
        found.Newest?.ToRow(found.Experiment.Id));

    private static IQueryable<ExperimentWithRun> WithNewestRun(IQueryable<ExperimentEntity> experiments) =>
        experiments.Select(row => new ExperimentWithRun(row, row.Runs.OrderByDescending(run => run.Number).FirstOrDefault()));

    private sealed record ExperimentWithRun(ExperimentEntity Experiment, RunEntity? Newest);
}
