using System.Collections.Immutable;
using System.Globalization;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Pareto;
using NasStudio.Core.Tables;
using NasStudio.Runs.Protocol;

namespace NasStudio.Worker;

/// <summary>
/// One run on a table: the search repeated over seeds (the experiment's, the next one, …), each beside random search at the same
/// budget. Everything follows from document and table, so a run that died is done again from its beginning.
/// </summary>
/// <param name="earlier">Earlier searches of the table, which every repeat starts from.</param>
/// <param name="folder">Receives convergence.json after each repeat.</param>
internal sealed class TableRun(ExperimentDocument experiment, ImmutableArray<EarlierRun> earlier, Table table, string folder, TimeProvider time)
{
    private readonly TableProblem _problem = new(table, experiment.Search.ObjectiveDefinitions(), experiment.Search.Constraints);
    private readonly List<IReadOnlyList<int>> _earlier = [.. earlier.Select(IReadOnlyList<int> (run) => Rows(run, table))];
    private readonly List<(Architecture Architecture, Evaluation Evaluation)> _evaluations = [];
    private int _measured;

    /// <summary>The table that an experiment names.</summary>
    /// <exception cref="InvalidDataException">It is gone.</exception>
    public static Table Open(TableSource source, TableShelf shelf) =>
        (source.File is { } file ? shelf.OpenFile?.Invoke(file) : shelf.Find(source.Name ?? ""))
        ?? throw new InvalidDataException($"The table {source.Title} is not there any more; import it again under that name.");

    public SearchOutcome Execute(IEventSink sink, CancellationToken stop)
    {
        var progress = new RunProgress(sink, time, experiment.PlannedEvaluations, onATable: true);
        progress.Begin(RunStages.Prepare);
        var scale = new ConvergenceScale(_problem);
        progress.Report(Box(scale));
        progress.Log(string.Create(
            CultureInfo.InvariantCulture,
            $"{experiment.SourceName}: {table.Rows.Length} rows; the true front has {scale.Front.Count} point{(scale.Front.Count == 1 ? "" : "s")}."));
        progress.Advance(1, 1);
        progress.Begin(RunStages.Search);
        WarmStart.Report(earlier, progress);
        var convergence = new Convergence(scale.TrueHypervolume, []);
        ConvergenceOutput.Write(folder, convergence);
        for (var repeat = 1; repeat <= experiment.Repeats; repeat++)
        {
            convergence = convergence with { Seeds = convergence.Seeds.Add(Search(repeat, scale, progress, stop)) };
            ConvergenceOutput.Write(folder, convergence);
        }

        ConvergenceOutput.Tell(progress, experiment, convergence);
        progress.Advance(1, 1);
        return new SearchOutcome(_evaluations, Front(), []);
    }

    private SeedConvergence Search(int repeat, ConvergenceScale scale, RunProgress progress, CancellationToken stop)
    {
        var seed = experiment.Seed + (ulong)(repeat - 1);
        var search = experiment.Search;
        var found = TableSearch.Run(
            _problem, TableSearch.Strategy(search.Strategy, _problem, seed, _earlier, search.Evaluations), search.Evaluations, experiment.MergeIsomorphic, Proposed, stop);
        var drawn = TableSearch.Run(_problem, new RandomRows(table, seed), found.Count, experiment.MergeIsomorphic, (_, _) => { }, stop);
        var curves = new SeedConvergence(seed, [.. scale.Fractions(found)], [.. scale.Fractions(drawn)]);
        return scale.HasOneObjective ? curves with { Regret = [.. scale.Regrets(found)], RandomRegret = [.. scale.Regrets(drawn)] } : curves;

        void Proposed(int row, int first)
        {
            _evaluations.Add((table.Rows[row].Architecture, Evaluation(row, first, repeat)));
            progress.Report(new EvaluationEvent(_evaluations[^1].Evaluation));
            _measured += row == first ? 1 : 0;
            progress.Advance(_measured, experiment.PlannedEvaluations);
        }
    }

    /// <param name="first">The row whose values it gets: itself, or one of its isomorphism class.</param>
    private Evaluation Evaluation(int row, int first, int repeat)
    {
        var architecture = table.Rows[row].Architecture;
        var values = table.Rows[first].Values;
        return new Evaluation
        {
            SubnetId = architecture.Id,
            Choices = architecture.Choices,
            Fidelity = Fidelity.Search,
            Repeat = repeat,
            Values = table.Objectives.Zip(values, KeyValuePair.Create).ToImmutableSortedDictionary(StringComparer.Ordinal),
            Feasible = _problem.IsFeasible(first),
            DuplicateOf = row == first ? null : table.Rows[first].Architecture.Id,
        };
    }

    private BoxEvent Box(ConvergenceScale scale) => new(
        0,
        new Dictionary<string, double>(),
        _problem.Objectives.Take(2).Zip(new[] { scale.First, scale.Second }).ToDictionary(
            side => side.First.Name, side => new BoxSide(side.Second.Ideal, side.Second.Reference)),
        scale.HasOneObjective ? 1 : scale.TrueHypervolume / (ConvergenceScale.Reference * ConvergenceScale.Reference));

    /// <summary>Their values are the table's own.</summary>
    /// <exception cref="InvalidDataException">The table lacks one.</exception>
    private static List<int> Rows(EarlierRun run, Table table) => [.. run.Evaluations.Select(evaluation =>
        table.IndexOf(table.Decisions.Canonical(evaluation.Choices.AsSpan())) is >= 0 and var row
            ? row
            : throw new InvalidDataException($"{run.Name} evaluated an architecture that the table lacks; start from a search of this table."))];

    /// <summary>Of all repeats together; a row that several of them found stands there once.</summary>
    private List<int> Front()
    {
        var front = new ParetoFront();
        var known = new HashSet<int>();
        for (var i = 0; i < _evaluations.Count; i++)
        {
            var row = table.IndexOf(_evaluations[i].Architecture);
            if (_evaluations[i].Evaluation is { Feasible: true, DuplicateOf: null } && known.Add(row))
            {
                front.Add(i, _problem.Cost(row, _problem.Objectives.Length > 1 ? 1 : 0), _problem.Cost(row, 0));
            }
        }

        return [.. front.Keys];
    }
}
