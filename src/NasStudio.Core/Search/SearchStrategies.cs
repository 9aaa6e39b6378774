using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;

namespace NasStudio.Core.Search;

/// <summary>All search strategies by name: one line of registration each.</summary>
public static class SearchStrategies
{
    private static readonly ImmutableSortedDictionary<string, Factory> Factories = new Dictionary<string, Factory>(StringComparer.Ordinal)
    {
        ["aging-evolution"] = (options, space, seed) => new AgingEvolutionStrategy(space, options.Population, seed),
        ["bananas"] = (_, space, seed) => new BananasStrategy(space, seed),
        ["linas"] = (_, space, seed) => new LinasStrategy(space, seed),
        ["local-search"] = (_, space, seed) => new LocalSearchStrategy(space, seed),
        ["mcts"] = (_, space, seed) => new MctsStrategy(space, seed),
        ["nsga2"] = (options, space, seed) => new Nsga2Strategy(space, options.Population, seed),
        ["random"] = (_, space, seed) => new RandomStrategy(space, seed),
        ["smbo"] = (_, space, seed) => new SmboStrategy(space, seed),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private delegate ISearchStrategy Factory(StrategyOptions options, DecisionSpace space, ulong seed);

    public static ImmutableArray<string> Names { get; } = [.. Factories.Keys];

    /// <exception cref="ArgumentException">No strategy has that name.</exception>
    public static ISearchStrategy Create(StrategyOptions options, DecisionSpace space, ulong seed) =>
        Factories.TryGetValue(options.Name, out var create)
            ? create(options, space, seed)
            : throw new ArgumentException($"No search strategy is named '{options.Name}'; use one of {string.Join(", ", Names)}.", nameof(options));
}
