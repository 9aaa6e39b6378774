using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Runs.Experiments;

namespace NasStudio.Storage.Optuna;

/// <summary>What becomes one study: an experiment and what its newest run evaluated.</summary>
/// <param name="Decisions">Become parameters, categorical, each with all its choices.</param>
/// <param name="Run">Null for a Draft, which has no trials.</param>
/// <param name="Trials">In the order of evaluation; a trial's number is its place.</param>
public sealed record OptunaStudy(ExperimentRow Experiment, DecisionSpace Decisions, RunRow? Run, IReadOnlyList<OptunaTrial> Trials)
{
    /// <param name="evaluations">Of the run, of either fidelity, in the order of commit.</param>
    /// <param name="front">Places on the front, counted over the evaluations of the search.</param>
    public static OptunaStudy Of(ExperimentRow experiment, DecisionSpace decisions, RunRow? run, IReadOnlyList<EvaluationRow> evaluations, IReadOnlySet<int> front)
    {
        var final = evaluations.Where(row => row.Evaluation.Fidelity is Fidelity.Final).ToDictionary(row => row.Evaluation.SubnetId, row => row.Evaluation, StringComparer.Ordinal);
        var trials = new List<OptunaTrial>();
        var previous = run?.Started;
        foreach (var row in evaluations.Where(row => row.Evaluation.Fidelity is Fidelity.Search))
        {
            var evaluation = row.Evaluation;
            var started = previous < row.Time ? previous.Value : row.Time;
            trials.Add(new OptunaTrial(evaluation, final.GetValueOrDefault(evaluation.SubnetId), front.Contains(trials.Count), started, row.Time));
            previous = row.Time;
        }

        return new OptunaStudy(experiment, decisions, run, trials);
    }
}

/// <param name="Final">The same subnet on the test split; null where it was not measured.</param>
/// <param name="Started">When the evaluation before it was done: subnets are evaluated one after another.</param>
public sealed record OptunaTrial(Evaluation Search, Evaluation? Final, bool OnFront, DateTimeOffset Started, DateTimeOffset Completed);
