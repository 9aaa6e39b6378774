using NasStudio.Core.Predictors;
using NasStudio.Core.Randomness;
using NasStudio.Core.Statistics;

namespace NasStudio.Core.Tests.Predictors;

public sealed class ChoiceProcessTests
{
    private static readonly int[] Choices = [3, 3, 3, 3, 3];

    [Fact]
    public void Of_SumOfChoices_FindsWhatEachAdds()
    {
        var samples = Draw(200, seed: 1);
        var targets = Array.ConvertAll(samples, sample => (2.0 * sample[0]) + (sample[3] == 1 ? 5 : 0));
        var mean = targets.Average();

        var effects = ChoiceEffects.Of(samples, Array.ConvertAll(targets, target => target - mean), Choices);

        Assert.Equal(2, effects[0][1] - effects[0][0], 0.2);
        Assert.Equal(4, effects[0][2] - effects[0][0], 0.2);
        Assert.Equal(5, effects[3][1] - effects[3][0], 0.3);
        Assert.Equal(0, effects[1][2] - effects[1][0], 0.2);
    }

    /// <summary>Choices 0 and 1 do the same here: who has seen one knows the other, which equal distances between choices do not tell.</summary>
    [Fact]
    public void Mean_ChoicesThatDoTheSame_RanksUnseenArchitectures()
    {
        var samples = Draw(60, seed: 2);
        var process = new ChoiceProcess(Choices);

        process.Fit(samples, Array.ConvertAll(samples, Value), anew: true);

        var unseen = Draw(300, seed: 3);
        Assert.True(RankCorrelation.Spearman(Array.ConvertAll(unseen, Value), Array.ConvertAll(unseen, sample => process.Mean(sample))) > 0.9);
    }

    [Fact]
    public void Mean_OneValueEverywhere_IsThatValue()
    {
        var samples = Draw(10, seed: 4);
        var process = new ChoiceProcess(Choices);

        process.Fit(samples, Array.ConvertAll(samples, _ => 7.0), anew: true);

        Assert.Equal(7, process.Mean([0, 1, 2, 0, 1]));
    }

    private static double Value(int[] sample) => sample.Sum(choice => choice == 2 ? 1.0 : 0) + (sample[0] == 2 && sample[1] == 2 ? 0.5 : 0);

    private static int[][] Draw(int count, ulong seed)
    {
        var random = new SeededRandom(seed, "samples");
        return [.. Enumerable.Range(0, count).Select(_ => Array.ConvertAll(Choices, random.NextInt))];
    }
}
