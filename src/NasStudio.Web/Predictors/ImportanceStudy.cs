using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Predictors;
using NasStudio.Runs.Feeds;

namespace NasStudio.Web.Predictors;

/// <summary>Which decisions an objective depends on, learnt from one run's evaluations.</summary>
/// <param name="Evaluations">Of the search, when this was computed.</param>
/// <param name="Subnets">Distinct ones among them that have the objective.</param>
/// <param name="Samples">How many of those the forest was fitted to: all, or a random sample by a fixed seed.</param>
/// <param name="KendallTau">Of the forest's predictions and the measured values, five-fold cross-validated: how far to believe it.</param>
/// <param name="Explained">Part of the measured variance that the held-out predictions explain (R²); negative where the mean explains more.</param>
/// <param name="Architectures">At which the forest was evaluated.</param>
/// <param name="IsExhaustive">Those are all of the space.</param>
/// <param name="Interactions">Share of the variance that single decisions do not explain.</param>
public sealed record ImportanceStudy(
    string Objective,
    int Evaluations,
    int Subnets,
    int Samples,
    double KendallTau,
    double Explained,
    int Architectures,
    bool IsExhaustive,
    double Mean,
    double Deviation,
    double Interactions,
    ImmutableArray<DecisionShare> Decisions)
{
    /// <summary>A forest on as many takes about a second, and six are grown.</summary>
    public const int MostSamples = 2_000;

    private const int Folds = 5;
    private const ulong Seed = 1;

    /// <exception cref="ArgumentException">Fewer than <see cref="PredictorStudy.FewestSamples"/> distinct subnets have the objective.</exception>
    public static ImportanceStudy Of(IReadOnlyList<Subnet> evaluated, DecisionSpace space, string objective, CancellationToken stop)
    {
        Subnet[] known = [.. evaluated.Where(subnet => subnet.Search.Values.TryGetValue(objective, out var value) && double.IsFinite(value))];
        var sample = PredictorStudy.Sample(known, MostSamples);
        if (sample.Length < PredictorStudy.FewestSamples)
        {
            throw new ArgumentException($"{sample.Length} distinct subnets have a value of {objective}; importance is told from {PredictorStudy.FewestSamples} on.", nameof(evaluated));
        }

        Architecture[] architectures = [.. sample.Select(subnet => space.Canonical(subnet.Search.Choices.AsSpan()))];
        double[] targets = [.. sample.Select(subnet => subnet.Search.Values[objective])];
        var held = CrossValidation.Predict(() => new RandomForestPredictor(Seed), [.. architectures.Select(space.OneHot)], targets, Folds, Seed, stop);
        var importance = DecisionImportance.Of(space, architectures, targets, Seed, stop);
        return new ImportanceStudy(
            objective,
            evaluated.Count,
            PredictorStudy.Distinct(known),
            sample.Length,
            PredictorQuality.Of(held, targets).KendallTau,
            Explains(held, targets),
            importance.Architectures,
            importance.IsExhaustive,
            importance.Mean,
            importance.Deviation,
            importance.Interactions,
            importance.Decisions);
    }

    private static double Explains(double[] predicted, double[] measured)
    {
        var mean = measured.Average();
        var variance = measured.Sum(value => (value - mean) * (value - mean));
        return variance == 0 ? 0 : 1 - (predicted.Zip(measured, (one, other) => (one - other) * (one - other)).Sum() / variance);
    }
}
