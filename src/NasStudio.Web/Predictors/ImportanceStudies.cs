using NasStudio.Web.Api;
using NasStudio.Web.Tables;

namespace NasStudio.Web.Predictors;

/// <summary>Importance of decisions for each objective of a run, computed when somebody asks and kept until the run has more evaluations.</summary>
public sealed class ImportanceStudies(TableLibrary tables, PredictorStudies predictors) : IDisposable
{
    private readonly RunStudies<(Guid Run, string Objective), ImportanceStudy> _studies = new(study => study.Evaluations);

    /// <summary>The newest study, also of fewer evaluations than there are now; null where there is none yet.</summary>
    public ImportanceStudy? Find(Guid run, string objective) => _studies.Find((run, objective));

    /// <summary>Why an objective of a run cannot be studied; null where it can.</summary>
    public string? Obstacle(NewestRun newest, string objective)
    {
        if (predictors.Obstacle(newest) is { } obstacle)
        {
            return obstacle;
        }

        var known = PredictorStudy.Distinct(newest.Subnets.Where(subnet => subnet.Search.Values.TryGetValue(objective, out var value) && double.IsFinite(value)));
        return known < PredictorStudy.FewestSamples
            ? $"Importance is told from {PredictorStudy.FewestSamples} distinct subnets with a value of '{objective}' on; {known} have one so far."
            : null;
    }

    /// <param name="newest">Without an <see cref="Obstacle"/>.</param>
    /// <param name="cancellation">Ends the waiting, not the study: somebody else may wait for it, too.</param>
    public Task<ImportanceStudy> ReadAsync(NewestRun newest, string objective, CancellationToken cancellation)
    {
        var space = tables.DecisionsOf(newest.Experiment.Document)!;
        return _studies.ReadAsync((newest.Snapshot!.Run.Id, objective), newest.Subnets.Length, stop => ImportanceStudy.Of(newest.Subnets, space, objective, stop), cancellation);
    }

    public void Dispose() => _studies.Dispose();
}
