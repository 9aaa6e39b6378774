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
                    && await context.ShownExperiments.Where(row => row.IdempotencyKey == idempotencyKey).WithNewestRun().FirstOrDefaultAsync(cancellation) is { } present)
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
                    SearchText = ExperimentRows.SearchText(document.Name, document, ""),
                };
                context.Experiments.Add(added);
                return new ExperimentRow(added.Id, added.Name, added.Json, document, added.Created, null);
            },
            _ => Raise(new(null)),
            cancellation);

    public Task<ExperimentRow?> FindExperimentAsync(Guid id, CancellationToken cancellation) =>
        database.ReadAsync(
            async context => await context.ShownExperiments.Where(row => row.Id == id).WithNewestRun().FirstOrDefaultAsync(cancellation) is { } found ? Row(found) : null,
            cancellation);

    public Task<IReadOnlyList<ExperimentRow>> ListExperimentsAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<ExperimentRow>>(
            async context =>
            {
                var rows = await context.ShownExperiments.OrderByDescending(row => row.Key).WithNewestRun().ToListAsync(cancellation);
                return [.. rows.Select(Row)];
            },
            cancellation);

    public async Task<bool> DeleteExperimentAsync(Guid id, CancellationToken cancellation) =>
        await database.WriteAsync(
            async context =>
            {
                var experiment = await context.Experiments.Include(row => row.Runs).FirstOrDefaultAsync(row => row.Id == id, cancellation);
                if (experiment is null)
                {
                    return null;
                }

                ThrowIfActive(experiment);
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

    private ExperimentRow Row(ExperimentWithRun found) =>
        new(found.Experiment.Id, found.Experiment.Name, found.Experiment.Json, Document(found.Experiment), found.Experiment.Created, found.Newest?.ToRow(found.Experiment.Id))
        {
            Tags = found.Experiment.Tags.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            Notes = found.Experiment.Notes,
        };

    /// <summary>Documents never change, and lists are read five times a second: each is parsed once.</summary>
    private ExperimentDocument Document(ExperimentEntity experiment) =>
        _documents.GetOrAdd(experiment.Id, static (_, json) => ExperimentJson.Read(json), experiment.Document);
}
