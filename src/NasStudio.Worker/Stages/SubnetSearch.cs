using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Core.Pareto;
using NasStudio.Core.Randomness;
using NasStudio.Core.Search;
using NasStudio.Core.Tables;
using NasStudio.Runs.Feeds;
using NasStudio.Runs.Protocol;
using NasStudio.Torch.Evaluation;

namespace NasStudio.Worker.Stages;

/// <summary>
/// Evaluates the smallest and the largest subnet, fixes the hypervolume's box, then searches with one seed after the other. Beside
/// each search goes random search with the same budget, batch by batch in turn, so that both meet the machine in the same state
/// and can be compared at any moment.
/// </summary>
/// <param name="earlier">Earlier searches that inform this one (<see cref="WarmStartStrategy"/>).</param>
/// <param name="features">What the strategy may know before it evaluates; null where it asks for nothing.</param>
/// <param name="folder">Receives convergence.json while the searches run.</param>
internal sealed class SubnetSearch(
    ExperimentDocument experiment,
    ImmutableArray<EarlierRun> earlier,
    RunMaterials materials,
    SubnetBench bench,
    NetworkFeatures? features,
    RunProgress progress,
    string folder)
{
    private readonly ImmutableArray<ObjectiveDefinition> _objectives =
        [.. experiment.Search.Objectives.Select(name => ObjectiveDefinition.All.First(objective => objective.Name == name))];

    private readonly MetricAgreement? _agreement =
        features is not null && experiment.Search.Strategy.ScoresCandidates ? new MetricAgreement(features, progress) : null;

    private readonly List<SearchTrack> _tracks = [];
    private KnownEvaluations _known = new(bench, functions: null, progress);
    private Convergence _convergence = new(null, []);
    private int _written;
    private int _replayed;

    private int Done => _tracks.Sum(track => track.Done + track.Missing);

    public SearchOutcome Execute(CancellationToken stop)
    {
        progress.Begin(RunStages.Search);
        using var functions = experiment.Search.Deduplicate == SearchOptions.ByFunction ? new FunctionalHash(materials.Space, materials.Input) : null;
        _known = new KnownEvaluations(bench, functions, progress);
        WarmStart.Report(earlier, progress);
        if (bench.Known > 0)
        {
            progress.Log($"The search goes on: {bench.Known} evaluations of an earlier launch stand, and are told again.");
        }

        LatencyLimit.Check(experiment.Search, _known.Of(materials.Space.Smallest, proposal: null, stop));
        var box = Box(_known.Of(materials.Space.Largest, proposal: null, stop));
        progress.Report(box);

        // The first search finds both known; they were planned once for it.
        progress.Planned += _known.Measured;
        var informing = WarmStart.Observations(earlier, materials.Space.Decisions, _objectives, bench.Violation);
        for (var repeat = 1; repeat <= experiment.Search.Repeats; repeat++)
        {
            Search(repeat, informing, box, stop);
        }

        Report(functions is not null);
        ConvergenceOutput.Tell(progress, experiment, _convergence);
        progress.Advance(1, 1);
        return new SearchOutcome(_known.All, Front(), []);
    }

    private void Report(bool countsDuplicates)
    {
        if (bench.Known > bench.Replayed)
        {
            progress.Log($"{bench.Known - bench.Replayed} evaluations of an earlier launch were not asked for again: another build, or another number of threads, proposed others.", "warning");
        }

        if (countsDuplicates)
        {
            progress.Log($"{_known.All.Count - _known.Measured} duplicates avoided: proposals that compute what an evaluated subnet does.");
        }

        _agreement?.Report(_known.All, last: true);
    }

    private void Search(int repeat, IReadOnlyList<IReadOnlyList<Observation>> informing, BoxEvent box, CancellationToken stop)
    {
        var (seed, options) = (experiment.Seed + (ulong)(repeat - 1), experiment.Search);
        var informed = WarmStartStrategy.Around(
            SearchStrategies.Create(options.Strategy, materials.Space.Decisions, seed, Knowledge()),
            informing,
            options.Evaluations);
        var strategy = Track(informed, Proposal.Strategy, repeat, box);

        // A stream of its own: a strategy that draws at random itself must not draw the same subnets.
        var random = options.HasBaseline
            ? Track(new RandomStrategy(materials.Space.Decisions, new SeededRandom(seed, "baseline").NextUInt64()), Proposal.Random, repeat, box)
            : null;
        SearchTrack[] tracks = random is null ? [strategy] : [strategy, random];
        _tracks.AddRange(tracks);
        foreach (var track in tracks)
        {
            track.Begin([materials.Space.Smallest, materials.Space.Largest], stop);
        }

        while (tracks.Any(track => !track.HasEnded))
        {
            foreach (var track in tracks.Where(track => !track.HasEnded))
            {
                Step(track, stop);
            }

            _agreement?.Report(_known.All, last: false);
            if (tracks.All(track => track.HasEnded) || Done >= _written + (_written / 50))
            {
                Converge(repeat, new SeedConvergence(seed, strategy.Hypervolume, random?.Hypervolume ?? []));
            }
        }
    }

    private SearchTrack Track(ISearchStrategy strategy, string by, int repeat, BoxEvent box) => new(
        strategy,
        new Proposal(by, repeat),
        experiment.Search.Evaluations,
        _known,
        Observe,
        new FrontTrack(_objectives[0], _objectives[1], box),
        Counted);

    /// <summary>What another search has measured was planned twice.</summary>
    private void Counted(bool measured)
    {
        progress.Planned -= measured ? 0 : 1;
        if (bench.Replayed > _replayed)
        {
            _replayed = bench.Replayed;
            progress.Replay(Done, experiment.PlannedEvaluations);
            return;
        }

        progress.Advance(Done, experiment.PlannedEvaluations);
    }

    private SearchKnowledge? Knowledge() =>
        features is null ? null : new SearchKnowledge(features, experiment.Search.Objectives, experiment.Search.Constraints);

    private void Step(SearchTrack track, CancellationToken stop)
    {
        track.Step(stop);
        if (track.Missing > 0)
        {
            progress.Planned -= track.Missing;
            progress.Log(track.GaveUp
                ? $"The search ends {track.Missing} evaluations early: of its {track.Proposals} proposals nearly all compute what an evaluated subnet does."
                : materials.Space.Decisions.Count() <= _known.All.Count
                    ? $"Every subnet of the space is evaluated: {_known.All.Count}."
                    : $"The search ends after {track.Done} subnets: {experiment.Search.Strategy.Name} finds no other within the constraints.");
        }
    }

    /// <summary>Whenever it has grown by a fiftieth: the file is written whole, and a long search must not write it thousands of times.</summary>
    private void Converge(int repeat, SeedConvergence seed)
    {
        _written = Done;
        _convergence = _convergence with { Seeds = [.. _convergence.Seeds.Take(repeat - 1), seed] };
        ConvergenceOutput.Write(folder, _convergence);
    }

    private Observation Observe(Architecture architecture, Evaluation evaluation) => new(
        architecture,
        [.. _objectives.Select(objective => objective.Cost(evaluation.Values[objective.Name]))],
        bench.Violation(evaluation.Values));

    /// <summary>Accuracy from chance to 1, every cost from 0 to 1.1 times the largest subnet's.</summary>
    private BoxEvent Box(Evaluation largest) => new(
        1.0 / materials.Input.Classes,
        _objectives.Where(objective => objective.Direction is Direction.Minimize)
            .ToDictionary(objective => objective.Name, objective => largest.Values[objective.Name] * 1.1));

    /// <summary>Of every evaluated subnet, whoever asked for it.</summary>
    private List<int> Front()
    {
        var front = new ParetoFront();
        for (var i = 0; i < _known.All.Count; i++)
        {
            var evaluation = _known.All[i].Evaluation;
            if (evaluation is { Feasible: true, DuplicateOf: null })
            {
                front.Add(i, _objectives[1].Cost(evaluation.Values[_objectives[1].Name]), _objectives[0].Cost(evaluation.Values[_objectives[0].Name]));
            }
        }

        return [.. front.Keys];
    }
}
