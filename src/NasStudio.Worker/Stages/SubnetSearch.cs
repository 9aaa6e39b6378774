using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Core.Pareto;
using NasStudio.Core.Search;
using NasStudio.Runs.Protocol;
using NasStudio.Torch.Evaluation;

namespace NasStudio.Worker.Stages;

/// <summary>
/// Evaluates the smallest and the largest subnet, fixes the hypervolume's box, then asks the strategy for architectures and
/// tells it what came out, until the planned number of distinct subnets is evaluated or the space is exhausted.
/// </summary>
internal sealed class SubnetSearch(ExperimentDocument experiment, RunMaterials materials, SubnetBench bench, RunProgress progress)
{
    /// <summary>Proposals asked for at once: one NSGA-II generation would be as good, smaller batches show sooner.</summary>
    private const int BatchSize = 8;

    /// <summary>Proposals at most, in evaluations: a space whose subnets nearly all compute the same must not be walked through.</summary>
    private const int MostProposals = 20;

    private readonly ImmutableArray<ObjectiveDefinition> _objectives =
        [.. experiment.Search.Objectives.Select(name => ObjectiveDefinition.All.First(objective => objective.Name == name))];

    private readonly List<(Architecture Architecture, Evaluation Evaluation)> _evaluations = [];
    private readonly Dictionary<string, Evaluation> _measuredByFunction = new(StringComparer.Ordinal);
    private int _measured;

    public SearchOutcome Execute(CancellationToken stop)
    {
        progress.Begin(RunStages.Search);
        using var functions = experiment.Search.Deduplicate == SearchOptions.ByFunction ? new FunctionalHash(materials.Space, materials.Input) : null;
        var strategy = SearchStrategies.Create(experiment.Search.Strategy, materials.Space.Decisions, experiment.Seed);
        Evaluate([materials.Space.Smallest, materials.Space.Largest], strategy, functions, stop);
        progress.Report(Box(_evaluations[^1].Evaluation));
        while (_measured < experiment.Search.Evaluations && _evaluations.Count < (long)MostProposals * experiment.Search.Evaluations)
        {
            var proposals = strategy.Ask(Math.Min(BatchSize, experiment.Search.Evaluations - _measured));
            if (proposals.Count == 0)
            {
                progress.Log($"Every subnet of the space is evaluated: {_evaluations.Count}.");
                break;
            }

            Evaluate(proposals, strategy, functions, stop);
        }

        if (functions is not null)
        {
            progress.Log($"{_evaluations.Count - _measured} duplicates avoided: proposals that compute what an evaluated subnet does.");
        }

        progress.Advance(1, 1);
        return new SearchOutcome(_evaluations, Front(), []);
    }

    private void Evaluate(IReadOnlyList<Architecture> architectures, ISearchStrategy strategy, FunctionalHash? functions, CancellationToken stop)
    {
        var observations = new List<Observation>();
        foreach (var architecture in architectures.Distinct())
        {
            stop.ThrowIfCancellationRequested();
            var evaluation = Evaluate(architecture, functions, stop);
            _evaluations.Add((architecture, evaluation));
            _measured += evaluation.DuplicateOf is null ? 1 : 0;
            progress.Report(new EvaluationEvent(evaluation));
            progress.Advance(_measured, experiment.Search.Evaluations);
            observations.Add(new Observation(
                architecture,
                [.. _objectives.Select(objective => objective.Cost(evaluation.Values[objective.Name]))],
                bench.Violation(evaluation.Values)));
        }

        strategy.Tell(observations);
    }

    /// <summary>Measured, or taken from the first subnet that computes the same.</summary>
    private Evaluation Evaluate(Architecture architecture, FunctionalHash? functions, CancellationToken stop)
    {
        var function = functions?.Of(architecture);
        if (function is not null && _measuredByFunction.TryGetValue(function, out var first))
        {
            return bench.Reuse(first, architecture);
        }

        var evaluation = bench.Evaluate(architecture, Fidelity.Search, stop);
        if (function is not null)
        {
            _measuredByFunction.Add(function, evaluation);
        }

        return evaluation;
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
            if (_evaluations[i].Evaluation is { Feasible: true, DuplicateOf: null })
            {
                front.Add(i, _objectives[1].Cost(values[_objectives[1].Name]), _objectives[0].Cost(values[_objectives[0].Name]));
            }
        }

        return [.. front.Keys];
    }
}
