using NasStudio.Web.Api;
using NasStudio.Web.Tables;

namespace NasStudio.Web.Predictors;

/// <summary>Predictor studies of runs, computed when somebody asks and kept until the run has more evaluations.</summary>
public sealed class PredictorStudies(TableLibrary tables) : IDisposable
{
    private readonly RunStudies<Guid, PredictorStudy> _studies = new(study => study.Evaluations);

    /// <summary>The newest study of a run, also of fewer evaluations than it has now; null where there is none yet.</summary>
    public PredictorStudy? Find(Guid run) => _studies.Find(run);

    /// <summary>Why a run cannot be studied; null where it can.</summary>
    public string? Obstacle(NewestRun newest) =>
        PredictorStudy.Distinct(newest.Subnets) is var distinct && distinct < PredictorStudy.FewestSamples
            ? $"Predictors are judged on {PredictorStudy.FewestSamples} distinct subnets or more; {distinct} {(distinct == 1 ? "is" : "are")} evaluated so far."
            : tables.DecisionsOf(newest.Experiment.Document) is null
                ? $"The table '{newest.Experiment.Document.SourceName}', which says what the decisions are, is gone; import it again under that name."
                : null;

    /// <summary>The study of a run as it stands now: the kept one, the one under way, or a new one.</summary>
    /// <param name="newest">Without an <see cref="Obstacle"/>.</param>
    /// <param name="cancellation">Ends the waiting, not the study: somebody else may wait for it, too.</param>
    public Task<PredictorStudy> ReadAsync(NewestRun newest, CancellationToken cancellation)
    {
        var space = tables.DecisionsOf(newest.Experiment.Document)!;
        string[] objectives = [.. newest.Experiment.Document.Search.Objectives];
        return _studies.ReadAsync(newest.Snapshot!.Run.Id, newest.Subnets.Length, stop => PredictorStudy.Of(newest.Subnets, space, objectives, stop), cancellation);
    }

    public void Dispose() => _studies.Dispose();
}
