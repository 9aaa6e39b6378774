using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Core.Pareto;
using NasStudio.Core.Search;
using NasStudio.Runs.Protocol;

namespace NasStudio.Worker.Stages;

/// <summary>
/// Evaluates the smallest and the largest subnet, fixes the hypervolume's box, then asks the strategy for architectures and
/// tells it what came out, until the planned number of distinct subnets is evaluated or the space is exhausted.
/// </summary>
/// <param name="earlier">Earlier searches that inform this one (<see cref="WarmStartStrategy"/>).</param>
/// <param name="features">What the strategy may know before it evaluates; null where it asks for nothing.</param>
internal sealed class SubnetSearch(
    ExperimentDocument experiment, ImmutableArray<EarlierRun> earlier, RunMaterials materials, SubnetBench bench, NetworkFeatures? features, RunProgress progress)
{
    /// <summary>Proposals asked for at once: one NSGA-II generation would be as good, smaller batches show sooner.</summary>
    private const int BatchSize = 8;

    private readonly ImmutableArray<ObjectiveDefinition> _objectives =
        [.. experiment.Search.Objectives.Select(name => ObjectiveDefinition.All.First(objective => objective.Name == name))];

    private readonly MetricAgreement? _agreement =
        features is not null && experiment.Search.Strategy.ScoresCandidates ? new MetricAgreement(features, progress) : null;

    private readonly List<(Architecture Architecture, Evaluation Evaluation)> _evaluations = [];

    public SearchOutcome Execute(CancellationToken stop)
    {
        progress.Begin(RunStages.Search);
        WarmStart.Report(earlier, progress);
        var strategy = WarmStartStrategy.Around(
            SearchStrategies.Create(experiment.Search.Strategy, materials.Space.Decisions, experiment.Seed, Knowledge()),
            WarmStart.Observations(earlier, materials.Space.Decisions, _objectives, bench.Violation),
            experiment.Search.Evaluations);
        Evaluate([materials.Space.Smallest, materials.Space.Largest], strategy, stop);
        progress.Report(Box(_evaluations[^1].Evaluation));
        while (_evaluations.Count < experiment.Search.Evaluations)
        {
            var proposals = strategy.Ask(Math.Min(BatchSize, experiment.Search.Evaluations - _evaluations.Count));
            if (proposals.Count == 0)
            {
                progress.Log($"Every subnet of the space is evaluated: {_evaluations.Count}.");
                break;
            }

            Evaluate(proposals, strategy, stop);
            _agreement?.Report(_evaluations, last: false);
        }

        _agreement?.Report(_evaluations, last: true);
        progress.Advance(1, 1);
        return new SearchOutcome(_evaluations, Front(), []);
    }

    private SearchKnowledge? Knowledge() =>
        features is null ? null : new SearchKnowledge(features, experiment.Search.Objectives, experiment.Search.Constraints);

    private void Evaluate(IReadOnlyList<Architecture> architectures, ISearchStrategy strategy, CancellationToken stop)
    {
        var observations = new List<Observation>();
        foreach (var architecture in architectures.Distinct())
        {
            stop.ThrowIfCancellationRequested();
            var evaluation = bench.Evaluate(architecture, Fidelity.Search, stop);
            _evaluations.Add((architecture, evaluation));
            progress.Report(new EvaluationEvent(evaluation));
            progress.Advance(_evaluations.Count, experiment.Search.Evaluations);
            observations.Add(new Observation(
                architecture,
                [.. _objectives.Select(objective => objective.Cost(evaluation.Values[objective.Name]))],
                bench.Violation(evaluation.Values)));
        }

        strategy.Tell(observations);
    }

    /// <summary>Accuracy from chance to 1, every cost from 0 to 1.1 times the largest subnet's.</summary>
    private BoxEvent Box(Evaluation largest) => new(
        1.0 / materials.Input.Classes,
        _objectives.Where(objective => objective.Direction is Direction.Minimize)
            .ToDictionary(objective => objective.Name, objective => largest.Values[objective.Name] * 1.1));

    private List<int> Front()
    {
        var front = new ParetoFront();
        for (var i = 0; i < _evaluations.Count; i++)
        {
            var values = _evaluations[i].Evaluation.Values;
            if (_evaluations[i].Evaluation.Feasible)
            {
                front.Add(i, _objectives[1].Cost(values[_objectives[1].Name]), _objectives[0].Cost(values[_objectives[0].Name]));
            }
        }

        return [.. front.Keys];
    }
}
