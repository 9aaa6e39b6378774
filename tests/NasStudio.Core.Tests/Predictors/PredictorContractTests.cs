using NasStudio.Core.Decisions;
using NasStudio.Core.Predictors;
using NasStudio.Core.Randomness;
using NasStudio.Core.Tests.Decisions;

namespace NasStudio.Core.Tests.Predictors;

/// <summary>What every registered predictor must do.</summary>
public sealed class PredictorContractTests
{
    private static readonly DecisionSpace Small = new([.. Enumerable.Range(0, 4).Select(index => ExampleSpaces.Of($"d{index}", 1, 2, 3, 4))]);

    public static TheoryData<string> Names => [.. PredictorKinds.Names];

    public static TheoryData<string, string> HardCases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var name in PredictorKinds.Names)
            {
                foreach (var hard in Hard.Keys)
                {
                    cases.Add(name, hard);
                }
            }

            return cases;
        }
    }

    private static Dictionary<string, (double[][] Features, double[] Targets)> Hard { get; } = new()
    {
        ["one sample"] = ([[1, 0, 0]], [7]),
        ["two equal samples"] = ([[1, 0, 0], [1, 0, 0]], [7, 9]),
        ["constant targets"] = ([[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0]], [0.1, 0.1, 0.1, 0.1]),
        ["nearly constant targets"] = ([[1, 0, 0], [0, 1, 0], [0, 0, 1]], [1e9, 1e9 + 1e-7, 1e9]),
        ["duplicates that disagree"] = ([[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 1, 0]], [1, 2, 3, 5]),
        ["collinear features"] = ([[1, 2, 3], [2, 4, 6], [3, 6, 9], [4, 8, 12], [5, 10, 15]], [1, 2, 3, 4, 5]),
        ["features all zero"] = ([[0, 0, 0], [0, 0, 0], [0, 0, 0]], [1, 2, 3]),
        ["no features"] = ([[], [], []], [1, 2, 3]),
        ["huge"] = ([[1e60, 0, 0], [-1e60, 1e60, 1], [1, 1, 1]], [1e60, -1e60, 0]),
        ["tiny"] = ([[1e-60, 0, 0], [-1e-60, 1e-60, 0], [0, 0, 0]], [1e-60, -1e-60, 0]),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Predict_NothingFitted_IsRefused(string name)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Create(name).Predict([1]));

        Assert.Contains("call Fit first", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_WhatDoesNotFit_IsRefusedAndForgetsNothing(string name)
    {
        var predictor = Create(name);
        predictor.Fit([[0, 1], [1, 0]], [1, 2]);
        var before = predictor.Predict([1, 0]);

        Refused("no samples", () => predictor.Fit([], []));
        Refused("3 targets for 1 feature vectors", () => predictor.Fit([[1, 0]], [1, 2, 3]));
        Refused("Sample 1 has 3 features, not 2", () => predictor.Fit([[1, 0], [1, 0, 0]], [1, 2]));
        Refused("Sample 1, feature 0 is NaN", () => predictor.Fit([[1, 0], [double.NaN, 0]], [1, 2]));
        Refused("Target 1 is -Infinity", () => predictor.Fit([[1, 0], [0, 1]], [1, double.NegativeInfinity]));
        Refused("Target 0 is 1E+61", () => predictor.Fit([[1, 0], [0, 1]], [1e61, 1]));
        Refused("3 features, not 2", () => predictor.Predict([1, 0, 0]));
        Refused("feature 1 is NaN", () => predictor.Predict([1, double.NaN]));
        Assert.Equal(before, predictor.Predict([1, 0]));
    }

    [Theory]
    [MemberData(nameof(HardCases))]
    public void Predict_HardData_IsFiniteWithADeviationOfAtLeastZero(string name, string hard)
    {
        var (features, targets) = Hard[hard];
        var predictor = Create(name);
        predictor.Fit(features, targets);
        var length = features[0].Length;
        double[][] probes = [.. features, new double[length], [.. Enumerable.Repeat(1.0, length)], [.. Enumerable.Repeat(-1e60, length)]];

        foreach (var prediction in probes.Select(probe => predictor.Predict(probe)))
        {
            Assert.True(double.IsFinite(prediction.Mean), $"{prediction}");
            Assert.True(double.IsFinite(prediction.Deviation) && prediction.Deviation >= 0, $"{prediction}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Predict_ConstantTargets_IsTheConstantEverywhereWithoutDeviation(string name)
    {
        var (features, targets) = Hard["constant targets"];
        var predictor = Create(name);
        predictor.Fit(features, targets);

        Assert.Equal(new Prediction(0.1, 0), predictor.Predict([1, 1, 1]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Predict_SameSeedAndSamplesInAnyOrder_GivesTheSameBits(string name)
    {
        var (features, targets) = Draw(ExampleSpaces.Large, 40, seed: 1, Noisy);
        features.Add(features[0]);
        targets.Add(targets[0] + 1);
        int[] order = [.. Enumerable.Range(0, features.Count)];
        new SeededRandom(9, "test").Shuffle<int>(order);
        var (one, other) = (Create(name), Create(name));
        one.Fit(features, targets);
        other.Fit([.. order.Select(index => features[index])], [.. order.Select(index => targets[index])]);

        Assert.All(Draw(ExampleSpaces.Large, 20, seed: 2, Noisy).Features, probe => Assert.Equal(one.Predict(probe), other.Predict(probe)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_Again_ForgetsWhatItKnew(string name)
    {
        var (again, fresh) = (Create(name), Create(name));
        var (features, targets) = Draw(Small, 20, seed: 4, Linear);
        again.Fit([.. Draw(ExampleSpaces.Large, 30, seed: 3, Linear).Features], [.. Enumerable.Range(0, 30).Select(i => 100.0 * i)]);
        again.Fit(features, targets);
        fresh.Fit(features, targets);

        Assert.All(features, probe => Assert.Equal(fresh.Predict(probe), again.Predict(probe)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_TheCallersArraysChangedAfterwards_KeepsItsOwn(string name)
    {
        var (features, targets) = Draw(Small, 20, seed: 4, Linear);
        double[] probe = [.. features[3]];
        var predictor = Create(name);
        predictor.Fit(features, targets);
        var before = predictor.Predict(probe);
        foreach (var row in features)
        {
            Array.Clear(row);
        }

        Assert.Equal(before, predictor.Predict(probe));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Predict_LinearFunctionOfTheChoices_ExplainsMostOfWhatItHasNotSeen(string name) =>
        Assert.InRange(Explained(name, ExampleSpaces.Large, limit: 0, samples: 150, Linear), 0.5, 1);

    [Theory]
    [MemberData(nameof(Names))]
    public void Predict_InteractionOfTwoDecisions_IsLearnedOnceTheFeaturesAllow(string name)
    {
        var plain = Explained(name, Small, limit: 0, samples: 120, Interaction);
        if (name == "ridge")
        {
            Assert.InRange(plain, -1, 0.1);
            plain = Explained(name, Small, PairFeatures.DefaultLimit, samples: 120, Interaction);
        }

        Assert.InRange(plain, 0.5, 1);
    }

    [Fact]
    public void Create_UnknownName_ListsTheKnownOnes()
    {
        var error = Assert.Throws<ArgumentException>(() => PredictorKinds.Create("oracle", 1));

        Assert.Contains("'oracle'; use one of forest, gp, ", error.Message, StringComparison.Ordinal);
    }

    private static IPredictor Create(string name) => PredictorKinds.Create(name, seed: 1);

    private static void Refused(string message, Action action) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(action).Message, StringComparison.Ordinal);

    /// <summary>R² of 400 architectures that were not learned from.</summary>
    private static double Explained(string name, DecisionSpace space, int limit, int samples, Func<Architecture, SeededRandom, double> target)
    {
        var (features, targets) = Draw(space, samples, seed: 5, target, limit);
        var (unseen, truth) = Draw(space, 400, seed: 6, target, limit);
        var predictor = Create(name);
        predictor.Fit(features, targets);
        var mean = truth.Average();
        var error = unseen.Zip(truth, (probe, value) => predictor.Predict(probe).Mean - value).Sum(difference => difference * difference);
        return 1 - (error / truth.Sum(value => (value - mean) * (value - mean)));
    }

    private static (List<double[]> Features, List<double> Targets) Draw(
        DecisionSpace space, int count, ulong seed, Func<Architecture, SeededRandom, double> target, int limit = 0)
    {
        var (random, encoding) = (new SeededRandom(seed, "test"), new PairFeatures(space, limit));
        var architectures = Enumerable.Range(0, count).Select(_ => space.Sample(random)).ToList();
        return ([.. architectures.Select(encoding.Encode)], [.. architectures.Select(each => target(each, random))]);
    }

    /// <summary>About 50, with deviations of a few: choices differ in what they add, and decisions in how much they matter.</summary>
    private static double Linear(Architecture architecture, SeededRandom random) =>
        50 + architecture.Choices.Select((choice, decision) => (decision + 1) * 0.2 * (choice == 2 ? -1 : choice)).Sum();

    private static double Noisy(Architecture architecture, SeededRandom random) => Linear(architecture, random) + random.NextGaussian();

    /// <summary>Whether the first two choices are both odd or both even, which neither tells alone.</summary>
    private static double Interaction(Architecture architecture, SeededRandom random) =>
        (architecture.Choices[0] + architecture.Choices[1]) % 2 == 0 ? 1 : 0;
}
