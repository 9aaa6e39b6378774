using System.Collections.Immutable;

namespace NasStudio.Core.Predictors;

/// <summary>All predictors by name: one line of registration each.</summary>
public static class PredictorKinds
{
    private static readonly ImmutableSortedDictionary<string, Func<ulong, IPredictor>> Factories = new Dictionary<string, Func<ulong, IPredictor>>(StringComparer.Ordinal)
    {
        ["forest"] = seed => new RandomForestPredictor(seed),
        ["gp"] = _ => new GaussianProcessPredictor(),
        ["mlp"] = seed => new MlpEnsemblePredictor(seed),
        ["ridge"] = _ => new RidgePredictor(),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static ImmutableArray<string> Names { get; } = [.. Factories.Keys];

    /// <param name="seed">What chance there is (bootstraps, initial weights) follows from it alone.</param>
    /// <exception cref="ArgumentException">No predictor has that name.</exception>
    public static IPredictor Create(string name, ulong seed) =>
        Factories.TryGetValue(name, out var create)
            ? create(seed)
            : throw new ArgumentException($"No predictor is named '{name}'; use one of {string.Join(", ", Names)}.", nameof(name));
}
