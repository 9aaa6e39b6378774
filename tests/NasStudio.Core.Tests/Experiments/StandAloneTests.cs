using System.Collections.Immutable;
using NasStudio.Core.Documents;
using NasStudio.Core.Experiments;
using NasStudio.Core.Statistics;

namespace NasStudio.Core.Tests.Experiments;

public sealed class StandAloneTests
{
    [Fact]
    public void Read_StandAlone_TakesItsOptionsAndWritesThemBack()
    {
        var json = ExampleExperiments.With(ExampleExperiments.Shortest, "evaluation", """{ "standAlone": { "epochs": 3 } }""");
        var experiment = ExampleExperiments.Reader.Read(json);

        Assert.Equal(new StandAloneOptions(20, 3, 1), experiment.StandAlone);
        Assert.Equal(experiment, ExampleExperiments.Reader.Read(ExperimentWriter.Write(experiment)));
    }

    [Fact]
    public void Read_NoEpochs_AreThoseOfTheSupernet()
    {
        var json = ExampleExperiments.With(ExampleExperiments.Shortest, "evaluation", """{ "standAlone": { "subnets": 5, "seeds": 2 } }""");

        Assert.Equal(new StandAloneOptions(5, new TrainingOptions().Epochs, 2), ExampleExperiments.Reader.Read(json).StandAlone);
        Assert.Null(ExampleExperiments.Reader.Read(ExampleExperiments.Shortest).StandAlone);
    }

    [Theory]
    [InlineData("""{ "standAlone": { "subnets": 2 } }""", "evaluation.standAlone.subnets")]
    [InlineData("""{ "standAlone": { "steps": 2 } }""", "evaluation.standAlone.steps")]
    [InlineData("""{ "alone": { } }""", "evaluation.alone")]
    public void Read_Mistake_SaysWhere(string evaluation, string path)
    {
        var json = ExampleExperiments.With(ExampleExperiments.Shortest, "evaluation", evaluation);

        Assert.Equal(path, Assert.Single(Assert.Throws<DocumentException>(() => ExampleExperiments.Reader.Read(json)).Errors).Path);
    }

    [Fact]
    public void Read_LatencyRegression_TakesItsOptionsAndWritesThemBack()
    {
        var json = ExampleExperiments.With(ExampleExperiments.Shortest, "search.latency", """{ "model": "regression", "measured": 25 }""");
        var experiment = ExampleExperiments.Reader.Read(json);

        Assert.Equal(new LatencyOptions("regression", 25), experiment.Search.Latency);
        Assert.Equal(experiment, ExampleExperiments.Reader.Read(ExperimentWriter.Write(experiment)));
    }

    [Fact]
    public void Choice_ManySubnets_TakesHalfFromTheFrontAndSpreadsTheRest()
    {
        double[] macs = [.. Enumerable.Range(0, 100).Select(index => (double)((index * 37) % 100))];
        int[] front = [.. Enumerable.Range(0, 30)];

        var chosen = StandAloneChoice.Of(macs, front, 20);

        Assert.Equal(20, chosen.Distinct().Count());
        Assert.InRange(chosen.Count(front.Contains), 10, 15);
        Assert.Equal(chosen.OrderBy(index => macs[index]), chosen);
        var spread = chosen.Select(index => macs[index]).ToList();
        Assert.InRange(spread.Zip(spread.Skip(1), (lower, upper) => upper - lower).Max(), 1, 12);
        Assert.Equal(100, StandAloneChoice.Of(macs, front, 500).Count);
    }

    [Fact]
    public void Ranking_OrderFollowsMacsAlone_IsHighAcrossAndNoneWithinLevels()
    {
        // Four levels of four subnets: across levels all agree; within each the supernet's order is the reverse.
        var ranking = Ranking([.. Enumerable.Range(0, 16).Select(index => new StandAloneSubnet(
            $"s{index:00}", 1000 + index, (index / 4 * 10) - (index % 4), [index], Front: false))]);

        Assert.Equal((96 - 24) / 120.0, ranking.Tau!.Value, 9);
        Assert.Equal(1, ranking.MacsTau);
        Assert.Equal(4, ranking.Levels.Length);
        Assert.Equal(-1, ranking.TauWithinLevels);
        Assert.Equal(1, ranking.MacsTauWithinLevels);
        Assert.Contains("of 16 subnets is 0.60 (95 % bootstrap interval", ranking.Sentence, StringComparison.Ordinal);
        Assert.Contains("Within 4 levels of MACs τ is -1.00, of MACs alone 1.00.", ranking.Sentence, StringComparison.Ordinal);
        Assert.InRange(ranking.Interval!.Value.Mean, ranking.Interval.Value.Lower, ranking.Interval.Value.Upper);
    }

    [Fact]
    public void Ranking_TwoSubnets_SaysNothingYet()
    {
        var ranking = Ranking([new("a", 1, 0.5, [0.5], false), new("b", 2, 0.6, [0.6, 0.8], false)]);

        Assert.Null(ranking.Tau);
        Assert.Null(ranking.Interval);
        Assert.Empty(ranking.Levels);
        Assert.Equal("2 subnets are trained alone; an order shows from three on.", ranking.Sentence);
        Assert.Equal(0.7, ranking.Subnets[1].Mean, 9);
    }

    [Fact]
    public void Bootstrap_MeanOfNormals_HasAboutTheWidthOfTheory()
    {
        var random = new Core.Randomness.SeededRandom(5, "bootstrap test");
        var values = Enumerable.Range(0, 100).Select(_ => random.NextGaussian()).ToArray();

        var interval = Bootstrap.Interval(values.Length, drawn => drawn.Average(index => values[index]));

        // 2 · 1.96 / √100, the deviation of this sample included.
        Assert.InRange(interval.Upper - interval.Lower, 0.3, 0.5);
        Assert.Equal(values.Average(), interval.Mean, 9);
    }

    private static StandAloneRanking Ranking(ImmutableArray<StandAloneSubnet> subnets) => new(2, 100, subnets.Length, subnets);
}
