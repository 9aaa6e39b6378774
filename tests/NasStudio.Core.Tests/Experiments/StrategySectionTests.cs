using System.Globalization;
using NasStudio.Core.Documents;
using NasStudio.Core.Experiments;
using NasStudio.Core.Tables;

namespace NasStudio.Core.Tests.Experiments;

public sealed class StrategySectionTests
{
    private const string Robot = """{ "name": "robot", "candidates": 300, "rounds": 20, "metrics": ["synflow", "macs"] }""";

    [Fact]
    public void Read_Robot_TakesItsOptionsAndWritesThemBack()
    {
        var experiment = Read(Robot);

        Assert.Equal(new StrategyOptions("robot") { Candidates = 300, Rounds = 20, Metrics = ["synflow", "macs"] }, experiment.Search.Strategy);
        Assert.Equal(experiment, ExampleExperiments.Reader.Read(ExperimentWriter.Write(experiment)));
    }

    [Fact]
    public void Read_RobotAlone_RanksByEveryMetric()
    {
        var strategy = Read("""{ "name": "robot" }""").Search.Strategy;

        Assert.Empty(strategy.Metrics);
        Assert.Equal(["macs", "parameters", "fisher", "grad_norm", "grasp", "jacob_cov", "naswot", "snip", "synflow"], strategy.MetricsOrAll);
    }

    [Fact]
    public void Read_BareMetric_IsAnArrayOfOne() =>
        Assert.Equal(["synflow"], Read("""{ "name": "robot", "metrics": "synflow" }""").Search.Strategy.Metrics);

    [Theory]
    [InlineData("""{ "name": "robot", "metrics": "flops" }""", "search.strategy.metrics", "is no metric")]
    [InlineData("""{ "name": "robot", "metrics": ["flops"] }""", "search.strategy.metrics[0]", "is no metric")]
    [InlineData("""{ "name": "robot", "metrics": ["snip", "snip"] }""", "search.strategy.metrics[1]", "named twice")]
    [InlineData("""{ "name": "robot", "candidates": 3 }""", "search.strategy.candidates", "10")]
    [InlineData("""{ "name": "robot", "rounds": 0 }""", "search.strategy.rounds", "500")]
    [InlineData("""{ "name": "nsga2", "features": ["macs"] }""", "search.strategy.features", "bananas, linas, smbo")]
    [InlineData("""{ "name": "linas", "features": ["macs", "snip"] }""", "search.strategy.features", "thousands of networks")]
    [InlineData("""{ "name": "smbo", "features": ["depth"] }""", "search.strategy.features[0]", "is no metric")]
    [InlineData("""{ "name": "nsga2", "metrics": ["snip"] }""", "search.strategy.metrics", "Only robot")]
    public void Read_Mistake_SaysWhereAndWhat(string strategy, string path, string message)
    {
        var error = Assert.Single(Assert.Throws<DocumentException>(() => Read(strategy)).Errors);

        Assert.Equal(path, error.Path);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_RobotOnATable_SaysThatATableKnowsNoNetworks()
    {
        var table = TableReader.Read("params_a,values_accuracy,values_latency\n1,90,10\n2,91,20\n");
        var reader = new ExperimentReader(_ => null, [], [], new TableShelf(["usual"], _ => table, null));

        var error = Assert.Single(Assert.Throws<DocumentException>(() =>
            reader.Read("""{ "name": "short", "table": "usual", "search": { "strategy": { "name": "robot" } } }""")).Errors);

        Assert.Equal("search.strategy.name", error.Path);
        Assert.Contains("training-free metrics", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Features_TakesThemAndWritesThemBack()
    {
        var experiment = Read("""{ "name": "smbo", "features": ["macs", "synflow"] }""");

        Assert.Equal(["macs", "synflow"], experiment.Search.Strategy.Features);
        Assert.Equal(["macs", "synflow"], experiment.Search.Strategy.WantedFeatures);
        Assert.Equal(experiment, ExampleExperiments.Reader.Read(ExperimentWriter.Write(experiment)));
    }

    [Fact]
    public void Read_FeaturesOnATable_SaysThatATableKnowsNoNetworks()
    {
        var table = TableReader.Read("params_a,values_accuracy,values_latency\n1,90,10\n2,91,20\n");
        var reader = new ExperimentReader(_ => null, [], [], new TableShelf(["usual"], _ => table, null));

        var error = Assert.Single(Assert.Throws<DocumentException>(() =>
            reader.Read("""{ "name": "short", "table": "usual", "search": { "strategy": { "name": "linas", "features": ["macs"] } } }""")).Errors);

        Assert.Equal("search.strategy.features", error.Path);
        Assert.Contains("a table knows none", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, 100)]
    [InlineData(20, 16)]
    public void Read_CoarseToFine_GivesTheGridHalfOfTheEvaluations(int evaluations, int population)
    {
        var json = ExampleExperiments.With(Constrained("""{ "name": "coarse-to-fine" }"""), "search.evaluations", evaluations.ToString(CultureInfo.InvariantCulture));

        Assert.Equal(new StrategyOptions("coarse-to-fine", population), ExampleExperiments.Reader.Read(json).Search.Strategy);
    }

    [Theory]
    [InlineData(200, 16)]
    [InlineData(1000, 47)]
    [InlineData(10752, 512)]
    [InlineData(1000000, 512)]
    public void Read_ConstrainedEvolution_ScalesThePapersPopulationToTheEvaluations(int evaluations, int population)
    {
        var json = ExampleExperiments.With(Constrained("{ \"name\": \"constrained-evolution\" }"), "search.evaluations", evaluations.ToString(CultureInfo.InvariantCulture));
        var experiment = ExampleExperiments.Reader.Read(json);

        Assert.Equal(new StrategyOptions("constrained-evolution", population), experiment.Search.Strategy);
        Assert.Equal(experiment, ExampleExperiments.Reader.Read(ExperimentWriter.Write(experiment)));
    }

    [Fact]
    public void Read_ConstrainedEvolution_TakesItsOptionsAndWritesThemBack()
    {
        var experiment = ExampleExperiments.Reader.Read(Constrained(
            """{ "name": "constrained-evolution", "population": 20, "parents": 8, "depthMutation": 0.1, "stageMutation": 0.3, "smallestChoice": 0 }"""));

        Assert.Equal(new EvolutionOptions(8, 0.1, 0.3, 0), experiment.Search.Strategy.Evolution);
        Assert.Equal(["macs", "parameters"], experiment.Search.Strategy.WantedFeatures);
        Assert.Equal(experiment, ExampleExperiments.Reader.Read(ExperimentWriter.Write(experiment)));
    }

    [Fact]
    public void Read_ConstrainedEvolutionWithoutConstraint_SaysWhatToBound()
    {
        var error = Assert.Single(Assert.Throws<DocumentException>(() => Read("""{ "name": "constrained-evolution" }""")).Errors);

        Assert.Equal("search.constraints", error.Path);
        Assert.Contains("\"macs\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WindowBetweenAllSubnets_NamesTheCheapestAndTheNearest()
    {
        var json = ExampleExperiments.With(Constrained("""{ "name": "constrained-evolution" }"""), "search.constraints", """{ "macs": { "min": 700000.1, "max": 700000.9 } }""");
        var error = Assert.Single(Assert.Throws<DocumentException>(() => ExampleExperiments.Reader.Read(json)).Errors);

        Assert.Equal("search.constraints", error.Path);
        Assert.Matches(@"^No subnet was found within these bounds: the cheapest has [0-9]+ MACs and [0-9]+ parameters, the nearest found [0-9]+ and [0-9]+;", error.Message);
    }

    [Fact]
    public void Read_StageMutationOfAnotherStrategy_IsAnError()
    {
        var error = Assert.Single(Assert.Throws<DocumentException>(() => Read("""{ "name": "nsga2", "stageMutation": 0.3 }""")).Errors);

        Assert.Equal("search.strategy.stageMutation", error.Path);
    }

    private static string Constrained(string strategy) => ExampleExperiments.With(
        ExampleExperiments.With(ExampleExperiments.Shortest, "search.strategy", strategy), "search.constraints", """{ "macs": { "max": 1000000000 } }""");

    private static ExperimentDocument Read(string strategy) =>
        ExampleExperiments.Reader.Read(ExampleExperiments.With(ExampleExperiments.Shortest, "search.strategy", strategy));
}
