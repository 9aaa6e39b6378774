using NasStudio.Core.Experiments;
using NasStudio.Core.Spaces;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Protocol;

namespace NasStudio.Runs;

/// <summary>
/// The truth about experiments and runs, on disk. Implemented by NasStudio.Storage; the port keeps EF Core out of this
/// project and of the worker. Every method is one transaction.
/// </summary>
public interface IRunStore
{
    /// <summary>
    /// Raised after each commit that changed experiments or runs, in the order of the commits and before the next one, so
    /// a listener must be quick and must not call the store.
    /// </summary>
    event Action<StoreCommit>? Committed;

    /// <summary>Stores a draft; answers the present one where the idempotency key is known.</summary>
    Task<ExperimentRow> CreateExperimentAsync(string json, ExperimentDocument document, string? idempotencyKey, CancellationToken cancellation);

    Task<ExperimentRow?> FindExperimentAsync(Guid id, CancellationToken cancellation);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<ExperimentRow>> ListExperimentsAsync(CancellationToken cancellation);

    /// <summary>One page of a list. Reads no more rows than it answers.</summary>
    Task<ExperimentListing> FindExperimentsAsync(ExperimentQuery query, CancellationToken cancellation);

    /// <summary>Null where there is no such experiment. The document stays as it was submitted.</summary>
    Task<ExperimentRow?> EditExperimentAsync(Guid id, ExperimentEdit edit, CancellationToken cancellation);

    /// <summary>
    /// Takes an experiment out of every answer, so that a deletion can be undone; false where there is none. Its idempotency key
    /// is free again.
    /// </summary>
    /// <exception cref="InvalidOperationException">A run of it is Queued, Running or Paused; the message says to cancel it first.</exception>
    Task<bool> HideExperimentAsync(Guid id, CancellationToken cancellation);

    /// <summary>Brings a hidden experiment back; false where there is none, or it is deleted for good.</summary>
    Task<bool> RestoreExperimentAsync(Guid id, CancellationToken cancellation);

    /// <summary>Deletes for good what was hidden before that time; answers how many.</summary>
    Task<int> DeleteHiddenExperimentsAsync(DateTimeOffset before, CancellationToken cancellation);

    /// <summary>With all its runs, at once and for good, hidden or not; false where there is none.</summary>
    /// <exception cref="InvalidOperationException">A run of it is Queued, Running or Paused; the message says to cancel it first.</exception>
    Task<bool> DeleteExperimentAsync(Guid id, CancellationToken cancellation);

    /// <summary>Adds a run in state Queued; answers the present one where the newest is Queued or Running.</summary>
    /// <exception cref="KeyNotFoundException">There is no such experiment.</exception>
    Task<RunRow> QueueRunAsync(Guid experimentId, CancellationToken cancellation);

    Task<RunRow?> FindRunAsync(Guid runId, CancellationToken cancellation);

    /// <summary>In the order of queueing.</summary>
    Task<IReadOnlyList<RunRow>> ListRunsAsync(RunState state, CancellationToken cancellation);

    /// <summary>The launch decision: launch + 1, state Running, folder and token hash, in one transaction. Null where the run is no longer Queued.</summary>
    Task<RunRow?> BeginLaunchAsync(Guid runId, string folder, string tokenHash, CancellationToken cancellation);

    /// <summary>Moves a run to an end state; nothing where it has ended already or the launch is no longer the newest, which answers null.</summary>
    Task<RunRow?> EndRunAsync(Guid runId, int launch, RunState state, string? error, CancellationToken cancellation);

    /// <summary>Moves a queued or running run to Paused; null where it has ended or the launch is no longer the newest.</summary>
    Task<RunRow?> PauseRunAsync(Guid runId, int launch, CancellationToken cancellation);

    /// <summary>Queues a paused or interrupted run again, for a further launch; null where it is in another state.</summary>
    Task<RunRow?> ResumeRunAsync(Guid runId, CancellationToken cancellation);

    /// <summary>Whether the token belongs to this launch, and this launch is the newest and running.</summary>
    Task<WorkerAccess> CheckWorkerAsync(Guid runId, int launch, string tokenHash, CancellationToken cancellation);

    /// <summary>
    /// Stores the events that are new, each by its natural key, and answers the highest contiguous number stored together
    /// with the rows that were added. Events after a gap, of an older launch or of a run that has ended are not stored.
    /// The end event moves the run to Completed or Failed.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such run.</exception>
    Task<AppendedEvents> AppendAsync(Guid runId, int launch, IReadOnlyList<RunEvent> events, CancellationToken cancellation);

    /// <summary>Everything a feed needs to start: the rows of a run in ascending order.</summary>
    /// <exception cref="KeyNotFoundException">There is no such run.</exception>
    Task<StoredRun> LoadRunAsync(Guid runId, CancellationToken cancellation);

    /// <summary>The newest lines of a run's log before a sequence number, oldest first; none where there is no such run.</summary>
    /// <param name="before">Only lines with a smaller one.</param>
    Task<IReadOnlyList<LogRow>> ReadLogAsync(Guid runId, long before, int count, CancellationToken cancellation);

    Task<IReadOnlyList<SearchSpaceDocument>> ListSearchSpacesAsync(CancellationToken cancellation);

    Task<SearchSpaceDocument?> FindSearchSpaceAsync(string name, CancellationToken cancellation);

    Task PutSearchSpaceAsync(SearchSpaceDocument document, string json, CancellationToken cancellation);

    Task<bool> DeleteSearchSpaceAsync(string name, CancellationToken cancellation);
}

/// <param name="Run">After the commit; null where experiments were created or deleted.</param>
/// <param name="Appended">Where a worker's events were stored.</param>
/// <param name="DeletedRuns">Ids of the runs that went with a deleted experiment.</param>
public sealed record StoreCommit(RunRow? Run, AppendedEvents? Appended = null, IReadOnlyList<Guid>? DeletedRuns = null);

public enum WorkerAccess
{
    Granted,

    /// <summary>The token is not that of this run.</summary>
    Forbidden,

    /// <summary>A newer launch exists, or the run has ended.</summary>
    Fenced,
}

/// <param name="Run">After the events.</param>
public sealed record AppendedEvents(
    long Acknowledged,
    RunRow Run,
    IReadOnlyList<EvaluationRow> Evaluations,
    IReadOnlyList<MetricRow> Metrics,
    IReadOnlyList<LogRow> Log);

/// <param name="Log">The newest 1,000 lines.</param>
public sealed record StoredRun(
    RunRow Run,
    IReadOnlyList<EvaluationRow> Evaluations,
    IReadOnlyList<MetricRow> Metrics,
    IReadOnlyList<LogRow> Log);
