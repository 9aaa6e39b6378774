using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Search;

namespace NasStudio.Core.Tests.Search;

/// <summary>
/// Every known metric, as a function of the choices alone, whole numbers, so equal on every machine: MACs and parameters grow with
/// the choices, one metric is missing for a seventh of the architectures, and one is missing for all.
/// </summary>
internal sealed class ChoiceFeatures : IArchitectureFeatures
{
    public static SearchKnowledge Knowledge { get; } = new(new ChoiceFeatures(), ["accuracy", "macs"], ImmutableSortedDictionary<string, Bound>.Empty);

    public ImmutableArray<string> Names => ArchitectureMetrics.All;

    public IReadOnlyList<double[]> Of(IReadOnlyList<Architecture> architectures) => [.. architectures.Select(Of)];

    private double[] Of(Architecture architecture)
    {
        var choices = architecture.Choices;
        var sum = choices.Sum();
        return [.. Names.Select((name, metric) => name switch
        {
            ArchitectureMetrics.Macs => 10 + choices.Select((choice, decision) => choice * (1 + (decision % 3))).Sum(),
            ArchitectureMetrics.Parameters => 5 + sum,
            "grasp" when sum % 7 == 3 => double.NaN,
            "naswot" => double.NaN,
            _ => choices.Select((choice, decision) => choice * ((((decision + 3) * (metric + 5)) % 11) - 4)).Sum(),
        })];
    }
}
