using NasStudio.Core.Spaces;
using NasStudio.Datasets;
using NasStudio.Web.Api;
using NasStudio.Web.Subnets;

namespace NasStudio.Web.Predictors;

/// <summary>Forecasts of runs that train a supernet, fitted when somebody asks and kept until the run's study is renewed.</summary>
public sealed class RunForecasts(PredictorStudies studies, DatasetCatalogue datasets)
{
    /// <summary>Some megabytes each.</summary>
    private const int Kept = 8;

    private readonly Lock _gate = new();
    private readonly List<(Guid Run, int Evaluations, Task<RunForecast> Forecast)> _newest = [];

    /// <summary>
    /// The forecast of a run: fitted to the evaluations there are now, or, while the run goes on, to at least half of them,
    /// so that a page that is looked at does not cross-validate over and over.
    /// </summary>
    /// <param name="cancellation">Ends the waiting, not the fit: somebody else may wait for it, too.</param>
    public async Task<RunForecast> ReadAsync(NewestRun newest, CancellationToken cancellation)
    {
        var obstacle = studies.Obstacle(newest);
        var study = obstacle is not null ? null : studies.Find(newest.Snapshot!.Run.Id) is { } known && known.Evaluations * 2 >= newest.Subnets.Length
            ? known
            : await studies.ReadAsync(newest, cancellation);
        var (run, evaluations) = (newest.Snapshot?.Run.Id ?? Guid.Empty, study?.Evaluations ?? newest.Subnets.Length);
        Task<RunForecast> forecast;
        lock (_gate)
        {
            _newest.RemoveAll(entry => entry.Run == run && (entry.Evaluations != evaluations || entry.Forecast is { IsFaulted: true } or { IsCanceled: true }));
            if (_newest.FirstOrDefault(entry => entry.Run == run).Forecast is not { } present)
            {
                present = Task.Run(() => Fit(newest, evaluations, study, obstacle), CancellationToken.None);
                _newest.Add((run, evaluations, present));
                if (_newest.Count > Kept)
                {
                    _newest.RemoveAt(0);
                }
            }

            forecast = present;
        }

        return await forecast.WaitAsync(cancellation);
    }

    private RunForecast Fit(NewestRun newest, int evaluations, PredictorStudy? study, string? obstacle)
    {
        var document = newest.Experiment.Document;
        var space = new SearchSpace(document.SearchSpace);
        return new RunForecast([.. newest.Subnets.Take(evaluations)], space, datasets.InputOf(document, space), study, obstacle, CancellationToken.None);
    }
}
