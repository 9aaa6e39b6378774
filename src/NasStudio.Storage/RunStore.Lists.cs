using Microsoft.EntityFrameworkCore;
using NasStudio.Runs.Experiments;
using NasStudio.Storage.Entities;

namespace NasStudio.Storage;

internal sealed partial class RunStore
{
    public Task<ExperimentListing> FindExperimentsAsync(ExperimentQuery query, CancellationToken cancellation) =>
        database.ReadAsync(
            async context =>
            {
                var all = await context.ShownExperiments.CountAsync(cancellation);
                var matching = context.ShownExperiments.WithNewestRun().Matching(query);
                var count = await matching.CountAsync(cancellation);
                var rows = await matching.InOrder(query).Skip(query.Skip).Take(query.Take).ToListAsync(cancellation);
                return new ExperimentListing([.. rows.Select(Row)], count, all);
            },
            cancellation);

    public Task<ExperimentRow?> EditExperimentAsync(Guid id, ExperimentEdit edit, CancellationToken cancellation) =>
        database.WriteAsync(
            async context =>
            {
                if (await context.ShownExperiments.WithNewestRun().FirstOrDefaultAsync(row => row.Experiment.Id == id, cancellation) is not { } found)
                {
                    return null;
                }

                var experiment = found.Experiment;
                experiment.Name = edit.Name ?? experiment.Name;
                experiment.Tags = edit.Tags is null ? experiment.Tags : string.Join('\n', edit.Tags);
                experiment.Notes = edit.Notes ?? experiment.Notes;
                experiment.SearchText = ExperimentRows.SearchText(experiment.Name, Document(experiment), experiment.Tags);
                return Row(found);
            },
            edited => RaiseWhere(edited is not null),
            cancellation);

    public Task<bool> HideExperimentAsync(Guid id, CancellationToken cancellation) =>
        database.WriteAsync(
            async context =>
            {
                if (await context.ShownExperiments.Include(row => row.Runs).FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } experiment)
                {
                    return false;
                }

                ThrowIfActive(experiment);
                experiment.Hidden = time.GetUtcNow();
                experiment.IdempotencyKey = null;
                return true;
            },
            RaiseWhere,
            cancellation);

    public Task<bool> RestoreExperimentAsync(Guid id, CancellationToken cancellation) =>
        database.WriteAsync(
            async context =>
            {
                if (await context.Experiments.FirstOrDefaultAsync(row => row.Id == id && row.Hidden != null, cancellation) is not { } experiment)
                {
                    return false;
                }

                experiment.Hidden = null;
                return true;
            },
            RaiseWhere,
            cancellation);

    public async Task<int> DeleteHiddenExperimentsAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var due = await database.ReadAsync(
            context => context.Experiments.Where(row => row.Hidden != null && row.Hidden < before).Select(row => row.Id).ToListAsync(cancellation),
            cancellation);
        foreach (var id in due)
        {
            await DeleteExperimentAsync(id, cancellation);
        }

        return due.Count;
    }

    private void RaiseWhere(bool changed)
    {
        if (changed)
        {
            Raise(new(null));
        }
    }

    private static void ThrowIfActive(ExperimentEntity experiment)
    {
        if (experiment.Runs.Find(run => !run.State.HasEnded()) is { } active)
        {
            throw new InvalidOperationException($"'{experiment.Name}' is {active.State} and cannot be deleted; cancel it first.");
        }
    }
}
