using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Core.Search;
using NasStudio.Datasets;

namespace NasStudio.Web.Parts.Compose;

/// <summary>Everything of an experiment but its search space.</summary>
public sealed partial class ExperimentFields
{
    private static readonly TrainingOptions Training = new();
    private static readonly SearchOptions Search = new();
    private static readonly ImmutableArray<string> Objectives = [.. ObjectiveDefinition.All.Select(objective => objective.Name)];

    [Parameter]
    [EditorRequired]
    public IReadOnlyList<DatasetEntry> Datasets { get; set; } = [];

    private IReadOnlyList<string> DatasetNames => [.. Datasets.Where(entry => entry.State is DatasetState.Ready or DatasetState.Downloadable).Select(entry => entry.Description.Name)];

    private string? DatasetHint => Datasets.FirstOrDefault(entry => entry.Description.Name == JsonToken.Show(Draft["dataset.name"]))?.Description is { } it
        ? string.Create(CultureInfo.InvariantCulture, $"{it.Title}: {it.Classes.Length} classes, {it.Channels}×{it.Height}×{it.Width}, {it.TrainImages:N0} training and {it.TestImages:N0} test images")
        : null;

    private static string MetricsHint => $"Some of {string.Join(", ", ArchitectureMetrics.All)}";

    private string FeaturesHint => Strategy is "" or "linas"
        ? $"What predictors know beside the choices: {string.Join(", ", ArchitectureMetrics.Counted)}"
        : $"What predictors know beside the choices: {string.Join(", ", ArchitectureMetrics.Counted)}, quick; {string.Join(", ", ArchitectureMetrics.TrainingFree)}, measured on every candidate";

    private static string PopulationOf(string strategy) => StrategyOptions.EvaluationsPerFirst(strategy) is { } perFirst
        ? $"evaluations / {perFirst}, at least {StrategyOptions.FewestFirst}"
        : Show(Search.Strategy.Population);

    private string PopulationFallback => PopulationOf(Strategy);

    /// <summary>The defaults of the one that is chosen.</summary>
    private OptimizerOptions Optimizer => OptimizerOptions.DefaultOf(JsonToken.Show(Draft["training.optimizer.name"]));

    private bool TrainsAlone => JsonToken.Show(Draft["evaluation.standAlone.subnets"]).Length > 0;

    private string Strategy => JsonToken.Show(Draft["search.strategy.name"]);

    private static string Show(double value) => value.ToString(CultureInfo.InvariantCulture);
}
