using NasStudio.Core.Experiments;
using NasStudio.Core.Sampling.Levels;

namespace NasStudio.Core.Tests.Sampling.Levels;

public sealed class LevelScheduleTests
{
    [Theory]
    [InlineData("adjacent-step", true, true)]
    [InlineData("random-step", true, false)]
    [InlineData("adjacent", false, true)]
    [InlineData("random", false, false)]
    [InlineData("cyclic", true, false)]
    public void Next_Mode_KeepsOneLevelAStepOrNeighboursAsItSays(string mode, bool oneAStep, bool neighbours)
    {
        var schedule = new LevelSchedule(mode, levels: 6, seed: 1);
        var steps = Enumerable.Range(0, 500).Select(step => schedule.Next(step, draws: 3)).ToList();
        var all = steps.SelectMany(levels => levels).ToList();

        Assert.Equal(oneAStep, steps.TrueForAll(levels => levels.Distinct().Count() == 1));
        Assert.Equal(neighbours, all.Zip(all.Skip(1)).All(pair => Math.Abs(pair.First - pair.Second) <= 1));
        Assert.Equal(Enumerable.Range(0, 6), all.Distinct().Order());
    }

    [Fact]
    public void Next_Cyclic_Descends() =>
        Assert.Equal([2, 1, 0, 2], Enumerable.Range(0, 4).Select(step => new LevelSchedule("cyclic", 3, 1).Next(step, 1)[0]));

    [Fact]
    public void Modes_Document_AreAllKnown() =>
        Assert.All(LevelOptions.Modes, mode => Assert.Single(new LevelSchedule(mode, 3, 1).Next(0, 1)));
}
