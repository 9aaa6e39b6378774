using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;

namespace NasStudio.Core.Search;

/// <summary>All search strategies by name: one line of registration each.</summary>
public static class SearchStrategies
{
    private static readonly ImmutableSortedDictionary<string, Factory> Factories = new Dictionary<string, Factory>(StringComparer.Ordinal)
    {
        ["aging-evolution"] = (options, space, _, seed) => new AgingEvolutionStrategy(space, options.Population, seed),
        ["bananas"] = (options, space, knowledge, seed) => new BananasStrategy(space, StandardFeatures.Create(options, space, knowledge, seed), seed),
        ["coarse-to-fine"] = (options, space, knowledge, seed) => new CoarseToFineStrategy(options, space, knowledge, seed),
        ["constrained-evolution"] = (options, space, knowledge, seed) => new ConstrainedEvolutionStrategy(options, space, knowledge, seed),
        ["linas"] = (options, space, knowledge, seed) => new LinasStrategy(space, StandardFeatures.Create(options, space, knowledge, seed), seed),
        ["local-search"] = (_, space, _, seed) => new LocalSearchStrategy(space, seed),
        ["mcts"] = (_, space, _, seed) => new MctsStrategy(space, seed),
        ["nsga2"] = (options, space, _, seed) => new Nsga2Strategy(space, options.Population, seed),
        ["random"] = (_, space, _, seed) => new RandomStrategy(space, seed),
        ["robot"] = (options, space, knowledge, seed) => new RobotStrategy(options, space, knowledge ?? throw Unknowing(options), seed),
        ["smbo"] = (options, space, knowledge, seed) => new SmboStrategy(space, StandardFeatures.Create(options, space, knowledge, seed), seed),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private delegate ISearchStrategy Factory(StrategyOptions options, DecisionSpace space, SearchKnowledge? knowledge, ulong seed);

    public static ImmutableArray<string> Names { get; } = [.. Factories.Keys];

    /// <summary>Those that need no more than decisions: the ones that can search a table.</summary>
    public static ImmutableArray<string> OnDecisionsAlone { get; } = [.. Names.Where(name => name != "robot")];

    /// <param name="knowledge">What is known of the networks; null: nothing.</param>
    /// <exception cref="ArgumentException">No strategy has that name, or it needs to know more.</exception>
    public static ISearchStrategy Create(StrategyOptions options, DecisionSpace space, ulong seed, SearchKnowledge? knowledge = null) =>
        Factories.TryGetValue(options.Name, out var create)
            ? create(options, space, knowledge, seed)
            : throw new ArgumentException($"No search strategy is named '{options.Name}'; use one of {string.Join(", ", Names)}.", nameof(options));

    private static ArgumentException Unknowing(StrategyOptions options) => new(
        $"{options.Name} needs training-free metrics of networks, and no networks are known here; use one of {string.Join(", ", OnDecisionsAlone)}.",
        nameof(options));
}
