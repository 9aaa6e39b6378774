using System.Collections.Immutable;
using NasStudio.Core.Experiments;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Predictors;
using NasStudio.Web.Tests.Hosting;

namespace NasStudio.Web.Tests.Predictors;

public sealed class PredictorStudyTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Latency is twice the first choices' sum: every kind learns it, and the MACs, which are drawn by lot, do not tell.</summary>
    [Fact]
    public void Of_ObjectiveThatFollowsTheChoices_EveryKindBeatsMacs()
    {
        var study = PredictorStudy.Of(Subnets(120, repeats: 1, macs: true), SampleRun.Space.Decisions, ["latency", "macs"], Stop);

        var latency = Assert.Single(study.Objectives);
        Assert.Equal(["forest", "gp", "mlp", "ridge"], latency.Predictors.Select(kind => kind.Name));
        Assert.All(latency.Predictors, kind =>
        {
            Assert.True(kind.BeatsMacs, kind.Name);
            Assert.InRange(kind.Quality.KendallTau, 0.6, 1);
            Assert.Equal(latency.Measured.Length, kind.Predicted.Length);
        });
        Assert.InRange(latency.Macs!.KendallTau, 0, 0.3);
    }

    [Fact]
    public void Of_RepeatedSubnets_CountsEachOnce()
    {
        var study = PredictorStudy.Of(Subnets(30, repeats: 3, macs: true), SampleRun.Space.Decisions, ["latency"], Stop);

        Assert.Equal((90, 30, 30), (study.Evaluations, study.Subnets, study.Samples));
        Assert.Equal(30, study.Objectives[0].Subnets.Distinct().Count());
    }

    [Fact]
    public void Of_MoreThanTheMost_TakesARandomSampleOfThem()
    {
        var all = Subnets(PredictorStudy.MostSamples + 40, repeats: 1, macs: false);
        var study = PredictorStudy.Of(all, SampleRun.Space.Decisions, [], Stop);

        Assert.Equal((540, 500), (study.Subnets, study.Samples));
    }

    [Fact]
    public void Of_NoColumnOfMacs_HasNothingToBeat()
    {
        var study = PredictorStudy.Of(Subnets(30, repeats: 1, macs: false), SampleRun.Space.Decisions, ["latency"], Stop);

        Assert.Null(study.Objectives[0].Macs);
        Assert.All(study.Objectives[0].Predictors, kind => Assert.Null(kind.BeatsMacs));
    }

    [Fact]
    public void Of_TooFewSubnets_IsRefusedWithTheRule() => Assert.Contains(
        "from 20 on",
        Assert.Throws<ArgumentException>(() => PredictorStudy.Of(Subnets(19, repeats: 2, macs: true), SampleRun.Space.Decisions, ["latency"], Stop)).Message,
        StringComparison.Ordinal);

    private static List<Subnet> Subnets(int count, int repeats, bool macs)
    {
        var architectures = SampleRun.Architectures(count);
        var numbers = Enumerable.Range(0, count).ToArray();
        new Core.Randomness.SeededRandom(3, "macs by lot").Shuffle<int>(numbers);
        var evaluations =
            from repeat in Enumerable.Range(1, repeats)
            from n in Enumerable.Range(0, count)
            let values = ImmutableSortedDictionary<string, double>.Empty.Add("latency", 1 + (2 * architectures[n].Choices.Take(4).Sum()))
            select new Evaluation
            {
                SubnetId = architectures[n].Id,
                Choices = architectures[n].Choices,
                Fidelity = Fidelity.Search,
                Repeat = repeat,
                Values = macs ? values.Add("macs", 1000 + numbers[n]) : values,
                Feasible = true,
            };
        return [.. evaluations.Select((evaluation, index) => new Subnet(index + 1, evaluation, null))];
    }
}
