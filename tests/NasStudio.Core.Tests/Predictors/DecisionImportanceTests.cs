using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Predictors;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Tests.Predictors;

public sealed class DecisionImportanceTests
{
    /// <summary>Three choices each, without conditions: 2,187 architectures.</summary>
    private static readonly DecisionSpace Seven = new([.. Enumerable.Range(0, 7).Select(i => new Decision($"s{i}.kernel", Numbers(3)))]);

    [Fact]
    public void Of_AdditiveFunction_SharesAreItsShareOfTheVariance()
    {
        // Each decision adds w·{−1, 0, 1}: variance w²·2/3.
        double[] weights = [4, 3, 2, 1, 0, 0, 0];
        var importance = Importance(Seven, 600, choices => weights.Zip(choices, (weight, choice) => weight * (choice - 1)).Sum());

        var whole = weights.Sum(weight => weight * weight);
        Assert.True(importance.IsExhaustive);
        Assert.Equal(2187, importance.Architectures);
        for (var i = 0; i < weights.Length; i++)
        {
            Assert.Equal(weights[i] * weights[i] / whole, importance.Decisions[i].Share, 0.05);
        }

        Assert.InRange(importance.Interactions, 0, 0.06);
        Assert.Equal(0, importance.Mean, 0.5);
        Assert.Equal(Math.Sqrt(whole * 2 / 3), importance.Deviation, 0.7);
    }

    [Fact]
    public void Of_IrrelevantDecisions_ShareIsNoughtWithinTheErrorOfDrawing()
    {
        // 3^20 architectures: drawn, not enumerated.
        var space = new DecisionSpace([.. Enumerable.Range(0, 20).Select(i => new Decision($"s{i}.kernel", Numbers(3)))]);
        var importance = Importance(space, 500, choices => choices[0] + (0.5 * choices[1]));

        Assert.False(importance.IsExhaustive);
        Assert.Equal(DecisionImportance.MostArchitectures, importance.Architectures);
        Assert.Equal(0.8, importance.Decisions[0].Share, 0.05);
        Assert.Equal(0.2, importance.Decisions[1].Share, 0.05);
        Assert.All(importance.Decisions.Skip(2), decision => Assert.InRange(decision.Share, 0, 0.002));
        Assert.All(importance.Decisions, decision => Assert.InRange(decision.StandardError, 0, 0.02));
    }

    [Fact]
    public void Of_Interaction_IsNoShareOfSingleDecisions()
    {
        // (a − 1)(b − 1): every marginal is flat.
        var space = new DecisionSpace([new Decision("a", Numbers(3)), new Decision("b", Numbers(3))]);
        var importance = Importance(space, 9, choices => (choices[0] - 1) * (choices[1] - 1), all: true);

        Assert.All(importance.Decisions, decision => Assert.InRange(decision.Share, 0, 0.1));
        Assert.InRange(importance.Interactions, 0.8, 1);
    }

    [Fact]
    public void Of_ConditionalDecision_IsJudgedWhereItIsActiveAndGetsNothingOfItsCondition()
    {
        // Depth decides by itself; the kernel of the second layer, which only deep networks have, decides nothing.
        var space = new DecisionSpace(
        [
            new Decision("depth", Numbers(2)),
            new Decision("2.kernel", Numbers(3), new Condition(0, [1])),
            new Decision("1.kernel", Numbers(3)),
        ]);
        var importance = Importance(space, 12, choices => (10 * choices[0]) + choices[2], all: true);

        Assert.Equal(0, importance.Decisions.Single(one => one.Decision == "2.kernel").Share, 0.01);
        Assert.InRange(importance.Decisions.Single(one => one.Decision == "depth").Share, 0.9, 1);
    }

    [Fact]
    public void Of_Marginals_TellWhichChoiceIsBest()
    {
        var importance = Importance(Seven, 600, choices => choices[2] == 1 ? 1 : 0);

        var decision = importance.Decisions[2];
        Assert.Equal("1", decision.Choices.MaxBy(choice => choice.Mean)!.Choice);
        Assert.Equal(1, decision.Choices[1].Mean, 0.1);
        Assert.Equal(0, decision.Choices[0].Mean, 0.1);
        Assert.Equal("s2", decision.Stage);
    }

    [Fact]
    public void Of_ConstantObjective_NothingIsImportant()
    {
        var importance = Importance(Seven, 50, _ => 0.7);

        Assert.All(importance.Decisions, decision => Assert.Equal(0, decision.Share));
        Assert.Equal((0.7, 0.0, 0.0), (importance.Mean, importance.Deviation, importance.Interactions));
    }

    [Fact]
    public void Of_SameSeed_SameBits()
    {
        var first = Importance(Seven, 100, choices => choices.Sum());
        var second = Importance(Seven, 100, choices => choices.Sum());

        Assert.Equal(first.Decisions.Select(one => one.Share), second.Decisions.Select(one => one.Share));
        Assert.Equal(first.Decisions.Select(one => one.StandardError), second.Decisions.Select(one => one.StandardError));
    }

    private static ImmutableArray<Choice> Numbers(int count) => [.. Enumerable.Range(0, count).Select(number => new Choice(number))];

    private static DecisionImportance Importance(DecisionSpace space, int evaluations, Func<ImmutableArray<int>, double> value, bool all = false)
    {
        var random = new SeededRandom(3, "importance tests");
        Architecture[] evaluated = all ? [.. space.Enumerate()] : [.. Enumerable.Range(0, evaluations).Select(_ => space.Sample(random))];
        return DecisionImportance.Of(space, evaluated, [.. evaluated.Select(one => value(one.Choices))], seed: 5, TestContext.Current.CancellationToken);
    }
}
