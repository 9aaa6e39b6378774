using System.Collections.Immutable;
using NasStudio.Core.Documents;
using NasStudio.Core.Experiments;
using NasStudio.Datasets;
using NasStudio.Export.Teachers;
using NasStudio.Runs;
using NasStudio.Runs.Experiments;
using NasStudio.Web.Spaces;
using NasStudio.Web.Tables;

namespace NasStudio.Web.Experiments;

/// <summary>Checks an experiment document against spaces, tables and data sets, and stores it. Used by the form and by the API alike.</summary>
public sealed class ExperimentSubmission(IRunStore store, RunScheduler queue, SpaceLibrary spaces, TableLibrary tables, DatasetCatalogue datasets, WarmStarts warmStarts, TeacherFolder teachers)
{
    /// <summary>The document, in which earlier experiments have their ids.</summary>
    /// <exception cref="DocumentException">With every error found.</exception>
    public async Task<ExperimentDocument> CheckAsync(string json, CancellationToken cancellation)
    {
        var document = await ReadAsync(json, cancellation);
        return await WhatPreventsARunAsync(document, cancellation) is { } problem
            ? throw new DocumentException([new(document.Table is null ? "dataset.name" : "table", problem)])
            : await warmStarts.ResolveAsync(document, cancellation);
    }

    /// <summary>The earlier experiments that a document may start from; null while it breaks another rule.</summary>
    public async Task<ImmutableArray<EarlierExperiment>?> EarlierThatFitAsync(string json, CancellationToken cancellation)
    {
        try
        {
            return await warmStarts.FittingAsync(await ReadAsync(json, cancellation), cancellation);
        }
        catch (DocumentException)
        {
            return null;
        }
    }

    /// <param name="idempotencyKey">A second call with the same key and document answers the first one's experiment.</param>
    /// <param name="start">Queue its first run.</param>
    /// <exception cref="DocumentException">With every error found; nothing was stored.</exception>
    /// <exception cref="IdempotencyKeyReusedException">The key belongs to another document; nothing was stored.</exception>
    public async Task<ExperimentRow> SubmitAsync(string json, string? idempotencyKey, bool start, CancellationToken cancellation)
    {
        var document = await CheckAsync(json, cancellation);
        var experiment = await store.CreateExperimentAsync(json, document, idempotencyKey, cancellation);
        if (experiment.Json != json)
        {
            throw new IdempotencyKeyReusedException(idempotencyKey ?? "", experiment.Id);
        }

        return start && experiment.NewestRun is null
            ? experiment with { NewestRun = await queue.StartAsync(experiment.Id, cancellation) }
            : experiment;
    }

    /// <summary>
    /// Why a run could not read its images or its table now, with the way out; null where it can. A cut or corrupt file shows
    /// only when it is read whole: here, rather than as a crashed run.
    /// </summary>
    public Task<string?> WhatPreventsARunAsync(ExperimentDocument document, CancellationToken cancellation) =>
        Task.Run(
            () => document.Table is not { } source ? datasets.Verify(document.Dataset.Name, cancellation)
                : tables.Find(source.Title) is null ? $"The table '{source.Title}' is not there any more, or its file is broken; import it again under that name."
                : null,
            cancellation);

    private async Task<ExperimentDocument> ReadAsync(string json, CancellationToken cancellation)
    {
        var known = (await spaces.ListAsync(cancellation)).ToDictionary(space => space.Name, StringComparer.Ordinal);
        return new ExperimentReader(name => known.GetValueOrDefault(name), known.Keys, datasets.Facts(), tables.Shelf with { Find = tables.Find }, teachers.Shelf).Read(json);
    }
}

/// <summary>One idempotency key came with two different documents.</summary>
public sealed class IdempotencyKeyReusedException(string key, Guid experiment)
    : Exception($"The Idempotency-Key '{key}' came before with another document, experiment {experiment}; send a fresh key with a changed document.");
