using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Documents;
using NasStudio.Core.Experiments;
using NasStudio.Core.Tests.Decisions;

namespace NasStudio.Core.Tests.Experiments;

public sealed class WarmStartTests
{
    [Fact]
    public void Read_NamesAndFiles_AreKeptAndWrittenAgain()
    {
        var experiment = Read("""["first look", "0198c0de-0000-7000-8000-000000000000", { "file": "front.csv" }]""");

        Assert.Equal(
            [new("first look"), new("0198c0de-0000-7000-8000-000000000000"), new(File: "front.csv")],
            experiment.Search.WarmStart);
        Assert.Equal(experiment, ExampleExperiments.Reader.Read(ExperimentWriter.Write(experiment)));
    }

    [Fact]
    public void Read_LeftOut_StartsFromNothing() => Assert.Empty(ExampleExperiments.Reader.Read(ExampleExperiments.Shortest).Search.WarmStart);

    [Theory]
    [InlineData("\"first look\"", "search.warmStart", "not an array of at most 8")]
    [InlineData("""["1","2","3","4","5","6","7","8","9"]""", "search.warmStart", "not an array of at most 8")]
    [InlineData("[7]", "search.warmStart[0]", "neither the name nor the id")]
    [InlineData("[\"\"]", "search.warmStart[0]", "neither the name nor the id")]
    [InlineData("""["a", "a"]""", "search.warmStart[1]", "\"a\" is named twice")]
    [InlineData("""[{ "path": "a" }]""", "search.warmStart[0].file", "Missing")]
    [InlineData("""[{ "file": "" }]""", "search.warmStart[0].file", "is no path")]
    public void Read_Broken_SaysWhere(string value, string path, string sentence)
    {
        var errors = Assert.Throws<DocumentException>(() => Read(value)).Errors;

        Assert.Contains(errors, error => error.Path == path && error.Message.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_MoreThanTheLimit_KeepsTheFrontAndTheNewest()
    {
        var evaluations = Enumerable.Range(0, 700).Select(i => Evaluation(i, accuracy: i < 10 ? 0.9 + (0.001 * i) : 0.5, latency: i < 10 ? 1 + i : 50)).ToList();

        var run = EarlierRun.Of("x", evaluations, new SearchOptions());

        Assert.Equal(EarlierRun.MaximumEvaluations, run.Evaluations.Length);
        Assert.Equal(Enumerable.Range(0, 10).Concat(Enumerable.Range(210, 490)), run.Evaluations.Select(evaluation => evaluation.Choices[0]));
    }

    [Fact]
    public void Of_RepeatsAndGaps_KeepsTheFirstOfEachAndOnlyWholeOnes()
    {
        var bound = new SearchOptions { Constraints = ImmutableSortedDictionary<string, Bound>.Empty.Add("macs", new Bound(Max: 1)) };
        var whole = Evaluation(1, 0.5, 1) with { Values = Evaluation(1, 0.5, 1).Values.Add("macs", 7) };
        var again = whole with { Values = whole.Values.SetItem("accuracy", 0.75) };

        var run = EarlierRun.Of("x", [Evaluation(0, 0.5, 1), whole, again, Evaluation(2, double.NaN, 1)], bound);

        Assert.Equal([whole], run.Evaluations);
    }

    [Fact]
    public void ReadCsv_FrontOfASearch_GivesChoicesAndValues()
    {
        var csv = "number,values_accuracy,values_latency_ms,macs,parameters,params_resolution,params_stage.depth,params_stage.width,params_stage.2.kernel,params_stage.3.kernel\n"
            + "0,0.5,1.25,1000,20,32,2,16,7,\n1,0.25,0.5,500,,16,1,8,,\n";

        var read = EarlierCsv.Read(csv, ExampleSpaces.Layers, ["accuracy", "latency"]);

        Assert.Equal([[1, 1, 1, 2, 0], [0, 0, 0, 0, 0]], read.Select(one => one.Choices.ToArray()));
        Assert.Equal([("accuracy", 0.5), ("latency", 1.25), ("macs", 1000), ("parameters", 20)], read[0].Values.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(["accuracy", "latency", "macs"], read[1].Values.Keys);
    }

    [Theory]
    [InlineData("params_a,params_b,values_x\n", "", "No rows")]
    [InlineData("params_a,values_x\n1,2\n", "line 1", "no column \"params_b\"")]
    [InlineData("params_a,params_b,values_y\n1,1,2\n", "line 1", "no column \"values_x\"")]
    [InlineData("params_a,params_b,values_x\n1,9,2\n", "line 2, column 2 (params_b)", "\"9\" is no choice of b; use one of 1, 2.")]
    [InlineData("params_a,params_b,values_x\n1,1,fast\n", "line 2, column 3 (values_x)", "\"fast\" is not a finite number")]
    [InlineData("params_a,params_b,values_x\n1,1\n", "line 2, column 3", "2 cells, the header 3")]
    public void ReadCsv_Broken_SaysWhere(string csv, string path, string sentence)
    {
        var space = new DecisionSpace([ExampleSpaces.Of("a", 1, 2), ExampleSpaces.Of("b", 1, 2)]);

        var error = Assert.Single(Assert.Throws<DocumentException>(() => EarlierCsv.Read(csv, space, ["x"])).Errors);

        Assert.Equal(path, error.Path);
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FirstDifference_SameDecisionsMadeAnew_IsNone()
    {
        foreach (var space in ExampleSpaces.All.Values)
        {
            DecisionSpace again = new([.. space.Decisions.Select(Copy)], [.. space.Constraints]);
            Assert.Null(DecisionDifference.FirstDifference(space, again));
        }
    }

    [Fact]
    public void FirstDifference_EachKind_IsNamed()
    {
        var here = ExampleSpaces.Layers;

        Assert.Equal("decision 6 is missing there, extra here", DecisionDifference.FirstDifference(new([.. here.Decisions, ExampleSpaces.Of("extra", 1)]), here));
        Assert.Equal("decision 1 is size there, resolution here", DecisionDifference.FirstDifference(here, new([here.Decisions[0] with { Name = "size" }, .. here.Decisions[1..]])));
        Assert.Equal("resolution: 16, 32, 48 there, 16, 32 here", DecisionDifference.FirstDifference(here, new([ExampleSpaces.Of("resolution", 16, 32, 48), .. here.Decisions[1..]])));
        Assert.Equal("stage.3.kernel depends on other decisions there", DecisionDifference.FirstDifference(here, new([.. here.Decisions[..4], here.Decisions[4] with { ActiveWhen = [] }])));
        Assert.Equal("the constraints between decisions", DecisionDifference.FirstDifference(here, new([.. here.Decisions], new Nondecreasing(0, 2))));
    }

    private static ExperimentDocument Read(string value) => ExampleExperiments.Reader.Read(ExampleExperiments.With(ExampleExperiments.Shortest, "search.warmStart", value));

    private static Decision Copy(Decision decision) => new(
        decision.Name,
        [.. decision.Choices.Select(choice => choice.Number is { } number ? new Choice(number) : new Choice(choice.Text))],
        [.. decision.ActiveWhen.Select(condition => new Condition(condition.Decision, [.. condition.Choices]))]);

    private static EarlierEvaluation Evaluation(int id, double accuracy, double latency) =>
        new([id], ImmutableSortedDictionary<string, double>.Empty.Add("accuracy", accuracy).Add("latency", latency));
}
