using System.Collections.Immutable;
using System.Globalization;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Core.Search;

namespace NasStudio.Web.Parts.Compose;

/// <summary>How the supernet of an experiment is trained and searched.</summary>
public sealed partial class ExperimentFields
{
    private static readonly TrainingOptions Training = new();
    private static readonly SearchOptions Search = new();
    private static readonly ImmutableArray<string> Objectives = [.. ObjectiveDefinition.All.Select(objective => objective.Name)];

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
