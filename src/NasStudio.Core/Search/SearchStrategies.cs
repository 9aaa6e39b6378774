using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;

namespace NasStudio.Core.Search;

/// <summary>All search strategies by name: one line of registration each.</summary>
public static class SearchStrategies
{
    public static ImmutableArray<string> Names => throw new NotImplementedException();

    public static ISearchStrategy Create(StrategyOptions options, DecisionSpace space, ulong seed) => throw new NotImplementedException($"{options}{space}{seed}");
}
