using System.Collections.Immutable;
using System.Globalization;
using NasStudio.Core.Statistics;

namespace NasStudio.Core.Experiments;

/// <summary>
/// How alike the supernet and stand-alone training order subnets: stand-alone.json. Across all MACs the order is easy, as more MACs are
/// mostly better; so MACs alone stand beside it, and the same within levels of MACs (Yu et al. 2020, "Evaluating the search phase").
/// </summary>
/// <param name="Epochs">Of each training alone.</param>
/// <param name="Images">Validation images behind every accuracy.</param>
/// <param name="Planned">Trainings, done or not.</param>
/// <param name="Subnets">Those trained so far, each with as many accuracies as seeds.</param>
public sealed record StandAloneRanking(int Epochs, int Images, int Planned, ImmutableArray<StandAloneSubnet> Subnets)
{
    private const int MostLevels = 5;
    private const int SubnetsPerLevel = 4;

    /// <summary>Kendall's τ-b of supernet and stand-alone accuracy; null below three subnets.</summary>
    public double? Tau => IsKnown ? TauOf(All, subnet => subnet.Supernet) : null;

    /// <summary>The same of MACs and stand-alone accuracy: what knows nothing of weights.</summary>
    public double? MacsTau => IsKnown ? TauOf(All, subnet => subnet.Macs) : null;

    /// <summary>95 % bootstrap interval of <see cref="Tau"/>, over the subnets (percentiles of 1,000 resamples).</summary>
    public ConfidenceInterval? Interval => IsKnown
        ? Bootstrap.Interval(Subnets.Length, drawn => TauOf([.. drawn.Select(index => Subnets[index])], subnet => subnet.Supernet))
        : null;

    /// <summary>Groups of neighbours by MACs, as many subnets each as can be; empty where there are too few for two.</summary>
    public ImmutableArray<StandAloneLevel> Levels
    {
        get
        {
            var count = Math.Min(MostLevels, Subnets.Length / SubnetsPerLevel);
            if (count < 2)
            {
                return [];
            }

            var ordered = Subnets.OrderBy(subnet => subnet.Macs).ThenBy(subnet => subnet.Id, StringComparer.Ordinal).ToList();
            return
            [
                .. Enumerable.Range(0, count)
                    .Select(level => ordered[(level * ordered.Count / count)..((level + 1) * ordered.Count / count)])
                    .Select(members => new StandAloneLevel(
                        members[0].Macs, members[^1].Macs, members.Count, TauOf(members, subnet => subnet.Supernet), TauOf(members, subnet => subnet.Macs))),
            ];
        }
    }

    /// <summary>The mean τ of the levels, each by its pairs; null where there are no levels.</summary>
    public double? TauWithinLevels => Mean(level => level.Tau);

    /// <inheritdoc cref="TauWithinLevels"/>
    public double? MacsTauWithinLevels => Mean(level => level.MacsTau);

    /// <summary>What it comes to, in words.</summary>
    public string Sentence
    {
        get
        {
            if (Tau is not { } tau || MacsTau is not { } macs || Interval is not { } interval)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{Subnets.Length} subnets are trained alone; an order shows from three on.");
            }

            var within = TauWithinLevels is { } inside && MacsTauWithinLevels is { } macsInside
                ? string.Create(CultureInfo.InvariantCulture, $" Within {Levels.Length} levels of MACs τ is {inside:0.00}, of MACs alone {macsInside:0.00}.")
                : "";
            return string.Create(
                CultureInfo.InvariantCulture,
                $"Kendall’s τ between supernet and stand-alone accuracy of {Subnets.Length} subnets is {tau:0.00} (95 % bootstrap interval {interval.Lower:0.00} to {interval.Upper:0.00}), that of MACs alone {macs:0.00}.{within}");
        }
    }

    private bool IsKnown => Subnets.Length >= StandAloneOptions.MinimumSubnets;

    private IReadOnlyList<StandAloneSubnet> All => Subnets;

    private double? Mean(Func<StandAloneLevel, double> tau) => Levels is { IsEmpty: false } levels
        ? levels.Sum(level => level.Pairs * tau(level)) / levels.Sum(level => level.Pairs)
        : null;

    private static double TauOf(IReadOnlyList<StandAloneSubnet> subnets, Func<StandAloneSubnet, double> by) =>
        RankCorrelation.KendallTau([.. subnets.Select(by)], [.. subnets.Select(subnet => subnet.Mean)]);
}

/// <param name="Macs">Multiply-accumulates, one image.</param>
/// <param name="Supernet">Validation accuracy with the supernet's weights, recalibrated.</param>
/// <param name="Alone">Validation accuracy of each training alone, seed by seed.</param>
/// <param name="Front">Whether it is on the front.</param>
public sealed record StandAloneSubnet(string Id, double Macs, double Supernet, ImmutableArray<double> Alone, bool Front)
{
    public double Mean => Alone.Average();
}

/// <param name="FirstMacs">Of its cheapest subnet.</param>
/// <param name="LastMacs">Of its dearest.</param>
public sealed record StandAloneLevel(double FirstMacs, double LastMacs, int Subnets, double Tau, double MacsTau)
{
    internal int Pairs => Subnets * (Subnets - 1) / 2;
}
