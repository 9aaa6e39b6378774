using System.Collections.Immutable;
using NasStudio.Core.Costs;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Core.Spaces;
using NasStudio.Core.Tables;
using NasStudio.Datasets;
using NasStudio.Web.Api;
using NasStudio.Web.Predictors;
using NasStudio.Web.Subnets;
using NasStudio.Web.Tables;

namespace NasStudio.Web.Neighbours;

/// <summary>
/// Neighbours of subnets, worked out when somebody asks, on a thread of the pool. Costs are counted; accuracy and latency
/// are those that the search measured, or else estimated from its evaluations; on a table everything is read from its rows.
/// </summary>
public sealed class NeighbourStudies(TableLibrary tables, DatasetCatalogue datasets, RunForecasts forecasts)
{
    /// <summary>Why there can be no neighbours; null where there can.</summary>
    public string? Obstacle(ExperimentDocument document) => tables.DecisionsOf(document) is null
        ? $"The table '{document.SourceName}', which says what the decisions are, is gone; import it again under that name."
        : null;

    /// <summary>A subnet that the search evaluated, or any row of the table that it searches; null: neither.</summary>
    public Architecture? Find(NewestRun newest, string id)
    {
        var document = newest.Experiment.Document;
        if (tables.DecisionsOf(document) is not { } space)
        {
            return null;
        }

        return newest.Find(id) is { } found ? space.Canonical(found.Subnet.Search.Choices.AsSpan())
            : document.Table is { Name: { } name } && space.Parse(id) is { } row && tables.Find(name)?.Find(row) is not null ? row
            : null;
    }

    /// <summary>What is known without estimating: takes milliseconds.</summary>
    /// <param name="newest">Without an <see cref="Obstacle"/>.</param>
    public Task<NeighbourTable> KnownAsync(NewestRun newest, Architecture centre, CancellationToken cancellation) =>
        Task.Run(() => Work(newest, centre, null, cancellation), cancellation);

    /// <summary>The same with estimates of what is not known; the first of a run takes some seconds.</summary>
    public async Task<NeighbourTable> EstimatedAsync(NewestRun newest, Architecture centre, CancellationToken cancellation)
    {
        var forecast = newest.Experiment.Document.Table is null ? await forecasts.ReadAsync(newest, cancellation) : null;
        return await Task.Run(() => Work(newest, centre, forecast, cancellation), cancellation);
    }

    private NeighbourTable Work(NewestRun newest, Architecture centre, RunForecast? forecast, CancellationToken stop)
    {
        var document = newest.Experiment.Document;
        if (document.Table is { Name: { } name } && tables.Find(name) is { } table)
        {
            return OnTable(newest, table, centre, stop);
        }

        var space = new SearchSpace(document.SearchSpace);
        var input = datasets.InputOf(document, space);
        var rows = new Neighbourhood(newest, space.Decisions, Look).Of(centre, stop, out var possible);
        string[] objectives = [.. document.Search.Measured.Intersect([ObjectiveDefinition.Accuracy.Name, ObjectiveDefinition.Latency.Name], StringComparer.Ordinal), ObjectiveDefinition.Macs.Name, ObjectiveDefinition.Parameters.Name];
        return new NeighbourTable(centre.Id, possible, [.. objectives], forecast?.Models ?? ImmutableSortedDictionary<string, NeighbourModel>.Empty, forecast?.Obstacle, rows);

        ImmutableSortedDictionary<string, NeighbourValue> Look(Architecture architecture, Evaluation? known)
        {
            var network = space.Expand(architecture, input);
            var cost = NetworkCost.Of(network);
            var values = ImmutableSortedDictionary.CreateBuilder<string, NeighbourValue>(StringComparer.Ordinal);
            values[ObjectiveDefinition.Macs.Name] = new(cost.Macs, NeighbourOrigin.Exact);
            values[ObjectiveDefinition.Parameters.Name] = new(cost.Parameters, NeighbourOrigin.Exact);
            foreach (var (objective, value) in known?.Values ?? ImmutableSortedDictionary<string, double>.Empty)
            {
                values.TryAdd(objective, new(value, objective == ObjectiveDefinition.Latency.Name && known!.Latency?.Estimate is not null ? NeighbourOrigin.Estimated : NeighbourOrigin.Measured));
            }

            if (known is null && forecast is not null)
            {
                forecast.Estimate(architecture, network, values);
            }

            return values.ToImmutable();
        }
    }

    private static NeighbourTable OnTable(NewestRun newest, Table table, Architecture centre, CancellationToken stop)
    {
        ImmutableArray<string> objectives = [.. newest.Experiment.Document.Search.Measured];
        var rows = new Neighbourhood(newest, table.Decisions, (architecture, _) => table.Find(architecture) is { } row ? Values(row) : null).Of(centre, stop, out var possible);
        return new NeighbourTable(centre.Id, possible, objectives, ImmutableSortedDictionary<string, NeighbourModel>.Empty, null, rows);

        ImmutableSortedDictionary<string, NeighbourValue> Values(TableRow row) => objectives.ToImmutableSortedDictionary(
            objective => objective, objective => new NeighbourValue(row.Values[table.Objectives.IndexOf(objective)], NeighbourOrigin.Exact), StringComparer.Ordinal);
    }
}
