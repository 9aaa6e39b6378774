using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Pareto;
using NasStudio.Core.Randomness;
using NasStudio.Core.Spaces;
using NasStudio.Runs.Experiments;
using NasStudio.Storage.Optuna;

namespace NasStudio.Storage.Tests.Optuna;

/// <summary>An experiment with a bound and made-up numbers, on a space whose decisions depend on each other.</summary>
internal static class SampleStudy
{
    public static readonly DateTimeOffset Started = new(2026, 5, 1, 12, 0, 0, TimeSpan.FromHours(2));

    private static readonly SearchSpaceDocument Space = BuiltInSpaces.Find("ofa-mbv3")!;

    public static readonly DecisionSpace Decisions = new SearchSpace(Space).Decisions;

    /// <param name="bound">Of MACs; they rise by 100,000 from 0 with each evaluation.</param>
    public static OptunaStudy Of(int count, Bound bound, Action<ImmutableSortedDictionary<string, double>.Builder, int>? change = null)
    {
        var random = new SeededRandom(3, "optuna-tests");
        var front = new ParetoFront();
        var rows = new List<EvaluationRow>();
        for (var i = 0; i < count; i++)
        {
            var architecture = Decisions.Sample(random);
            var values = Examples.Evaluation(architecture.Id, 0.5 + (0.4 * random.NextDouble()), 0.1 + random.NextDouble()).Values
                .SetItem("macs", 1e5 * i).SetItem("parameters", 1000 + i).ToBuilder();
            change?.Invoke(values, i);
            var evaluation = Examples.Evaluation(architecture.Id, 0, 0) with
            {
                Choices = architecture.Choices,
                Values = values.ToImmutable(),
                Feasible = bound.Violation(values["macs"]) <= 0,
            };
            rows.Add(new EvaluationRow(i + 1, Started.AddSeconds(1.5 * (i + 1)), evaluation));
            if (evaluation.Feasible && values.Values.All(double.IsFinite))
            {
                front.Add(i, values["latency"], -values["accuracy"]);
            }
        }

        var tested = rows[0].Evaluation with { Fidelity = Fidelity.Final, Values = rows[0].Evaluation.Values.SetItem("accuracy", 0.25), Accuracy = new AccuracyOrigin("test", 10_000, 0.004, "recalibrated", 512) };
        rows.Add(new EvaluationRow(count + 1, Started.AddHours(1), tested));
        var document = Examples.Document("séance \"1\"") with
        {
            SearchSpace = Space,
            Search = new SearchOptions { Constraints = ImmutableSortedDictionary<string, Bound>.Empty.Add("macs", bound) },
        };
        var run = new RunRow(
            Guid.Empty, Guid.Empty, 2, RunState.Completed, 1, null, null, 1, null, null, count, count, null, Started, Started, Started.AddHours(1), null);
        var experiment = new ExperimentRow(new Guid("00000000-0000-0000-0000-00000000000a"), document.Name, "{}", document, Started, run);
        return OptunaStudy.Of(experiment, Decisions, run, rows, front.Keys.ToHashSet());
    }
}
