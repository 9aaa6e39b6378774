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
                    return present.ToRow();
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
            async context => (await WithNewestRun(context.Experiments.Where(row => row.Id == id)).FirstOrDefaultAsync(cancellation))?.ToRow(),
            cancellation);

    public Task<IReadOnlyList<ExperimentRow>> ListExperimentsAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<ExperimentRow>>(
            async context =>
            {
                var rows = await WithNewestRun(context.Experiments.OrderByDescending(row => row.Key)).ToListAsync(cancellation);
                return [.. rows.Select(row => row.ToRow())];
            },
            cancellation);

    public Task<bool> DeleteExperimentAsync(Guid id, CancellationToken cancellation) =>
        database.WriteAsync(
            async context =>
            {
                var experiment = await context.Experiments.Include(row => row.Runs).FirstOrDefaultAsync(row => row.Id == id, cancellation);
                if (experiment is null)
                {
                    return false;
                }

                if (experiment.Runs.Find(run => !run.State.HasEnded()) is { } active)
                {
                    throw new InvalidOperationException($"'{experiment.Name}' is {active.State} and cannot be deleted; cancel it first.");
                }

                context.Experiments.Remove(experiment);
                return true;
            },
            deleted =>
            {
                if (deleted)
                {
                    Raise(new(null));
                }
            },
            cancellation);

    private static IQueryable<ExperimentWithRun> WithNewestRun(IQueryable<ExperimentEntity> experiments) =>
        experiments.Select(row => new ExperimentWithRun(row, row.Runs.OrderByDescending(run => run.Number).FirstOrDefault()));

    private sealed record ExperimentWithRun(ExperimentEntity Experiment, RunEntity? Newest)
    {
        public ExperimentRow ToRow() => new(
            Experiment.Id,
            Experiment.Name,
            Experiment.Json,
            ExperimentJson.Read(Experiment.Document),
            Experiment.Created,
            Newest?.ToRow(Experiment.Id));
    }
}
