using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NasStudio.Core.Experiments;
using NasStudio.Runs;
using NasStudio.Storage.Optuna;
using NasStudio.Web.Subnets;
using NasStudio.Web.Tables;

namespace NasStudio.Web.Api;

/// <summary>A whole experiment as a file for other programs.</summary>
internal static class ExperimentExportApi
{
    private const string Sqlite = "application/vnd.sqlite3";

    public static void MapExperimentExport(this IEndpointRouteBuilder api) =>
        api.MapGet("/experiments/{id:guid}/export", ExportAsync).WithTags("Experiments")
            .WithSummary("The experiment with its newest run as format=optuna: a SQLite storage for optuna-dashboard and optuna.load_study (Optuna 3.2 and newer: run 'optuna storage upgrade' once).")
            .Produces<byte[]>(200, Sqlite).ProducesValidationProblem().ProducesProblem(404).ProducesProblem(409);

    private static async Task<IResult> ExportAsync(Guid id, string? format, NewestRuns runs, IRunStore store, TableLibrary tables, CancellationToken cancellation)
    {
        if (format != "optuna")
        {
            return Problem.Invalid("format", $"'{format}' is not a format; use ?format=optuna. CSV is at /api/experiments/{id}/subnets?format=csv.");
        }

        if (await runs.FindAsync(id, cancellation) is not { } newest)
        {
            return Problem.NoExperiment(id);
        }

        var document = newest.Experiment.Document;
        if (tables.DecisionsOf(document) is not { } decisions)
        {
            return Problem.Of(StatusCodes.Status409Conflict, $"The table '{document.SourceName}', which says what the parameters are, is gone; import it again under that name.");
        }

        // Read after the snapshot, so it holds at least as much; what came since would not be in the front yet.
        var run = newest.Snapshot?.Run;
        var last = newest.Subnets.IsEmpty ? 0 : newest.Subnets[^1].Seq;
        var evaluations = run is null ? [] : (await store.LoadRunAsync(run.Id, cancellation)).Evaluations;
        var study = OptunaStudy.Of(
            newest.Experiment, decisions, run, [.. evaluations.Where(row => row.Seq <= last || row.Evaluation.Fidelity is Fidelity.Final)], newest.Front);
        return Results.File(await WriteAsync(study, cancellation), Sqlite, SubnetFileName.OfExperiment(newest.Experiment.Name, "sqlite3"));
    }

    /// <summary>A temporary file that goes when the stream is closed: large experiments have hundreds of megabytes.</summary>
    private static async Task<FileStream> WriteAsync(OptunaStudy study, CancellationToken cancellation)
    {
        var path = Path.GetTempFileName();
        try
        {
            await Task.Run(() => OptunaStorage.Write(path, study, cancellation), cancellation);
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 81920, FileOptions.DeleteOnClose | FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }
}
