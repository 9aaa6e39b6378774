using NasStudio.Core.Documents;
using NasStudio.Core.Experiments;
using NasStudio.Datasets;
using NasStudio.Runs;
using NasStudio.Runs.Experiments;
using NasStudio.Web.Spaces;

namespace NasStudio.Web.Experiments;

/// <summary>Checks an experiment document against spaces and data sets, and stores it. Used by the form and by the API alike.</summary>
public sealed class ExperimentSubmission(IRunStore store, RunScheduler queue, SpaceLibrary spaces, DatasetCatalogue datasets)
{
    /// <exception cref="DocumentException">With every error found.</exception>
    public Task<ExperimentDocument> CheckAsync(string json, CancellationToken cancellation) => throw new NotImplementedException($"{json}{cancellation}{spaces}{datasets}");

    /// <exception cref="DocumentException">With every error found; nothing was stored.</exception>
    public Task<ExperimentRow> SubmitAsync(string json, string? idempotencyKey, bool start, CancellationToken cancellation) =>
        throw new NotImplementedException($"{json}{idempotencyKey}{start}{cancellation}{store}{queue}");
}
