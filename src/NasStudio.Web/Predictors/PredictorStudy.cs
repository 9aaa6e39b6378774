using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Objectives;
using NasStudio.Core.Predictors;
using NasStudio.Core.Randomness;
using NasStudio.Runs.Feeds;

namespace NasStudio.Web.Predictors;

/// <summary>
/// How well each kind of predictor foretells the measured objectives of one run: cross-validated on its own evaluations,
/// beside the MACs alone.
/// </summary>
/// <param name="Evaluations">Of the search, when this was computed.</param>
/// <param name="Subnets">Distinct ones among them.</param>
/// <param name="Samples">How many of those were used: all, or a random sample by a fixed seed.</param>
/// <param name="Folds">Every fold is predicted from the others.</param>
public sealed record PredictorStudy(int Evaluations, int Subnets, int Samples, int Folds, ImmutableArray<ObjectiveStudy> Objectives)
{
    /// <summary>A Gaussian process on as many takes seconds; the rank correlations are then known to some 0.02.</summary>
    public const int MostSamples = 500;

    /// <summary>Fewer say nothing.</summary>
    public const int FewestSamples = 20;

    private const int FoldCount = 5;
    private const ulong Seed = 1;
    private static readonly ImmutableArray<string> Counted = [ObjectiveDefinition.Macs.Name, ObjectiveDefinition.Parameters.Name];
    private static readonly ImmutableArray<string> MacsColumns = ["macs", "flops"];

    /// <summary>Distinct architectures: a repeated one, or one that computes the same, would stand in both halves of a fold and be known beforehand.</summary>
    public static int Distinct(IEnumerable<Subnet> subnets) => Measured(subnets).Count();

    /// <param name="objectives">Of the experiment; those that are counted, not measured, are left out.</param>
    /// <exception cref="ArgumentException">There are fewer than <see cref="FewestSamples"/> distinct subnets.</exception>
    public static PredictorStudy Of(IReadOnlyList<Subnet> evaluated, DecisionSpace space, IEnumerable<string> objectives, CancellationToken stop)
    {
        var distinct = Distinct(evaluated);
        if (distinct < FewestSamples)
        {
            throw new ArgumentException($"{distinct} distinct subnets are evaluated; predictors are judged from {FewestSamples} on.", nameof(evaluated));
        }

        var sample = Sample(evaluated);
        var studies = objectives.Where(name => !Counted.Contains(name) && !IsMacs(name)).Select(name => Study(name, sample, space, stop)).OfType<ObjectiveStudy>();
        return new PredictorStudy(evaluated.Count, distinct, sample.Length, FoldCount, [.. studies]);
    }

    /// <summary>The distinct subnets, or as many random ones of them by a fixed seed, in the order of evaluation.</summary>
    internal static Subnet[] Sample(IEnumerable<Subnet> evaluated, int most = MostSamples)
    {
        var distinct = Measured(evaluated).ToArray();
        new SeededRandom(Seed, "predictor study").Shuffle<Subnet>(distinct);
        return [.. distinct.Take(most).OrderBy(subnet => subnet.Seq)];
    }

    /// <summary>Only what is linear needs the pairs of choices told; the others find interactions by themselves.</summary>
    internal static PairFeatures Encoding(string kind, DecisionSpace space) => new(space, kind == "ridge" ? PairFeatures.DefaultLimit : 0);

    /// <summary>A predictor of one objective, fitted to every subnet of the sample that has it.</summary>
    internal static IPredictor Fit(string kind, PairFeatures encoding, Subnet[] sample, string objective, DecisionSpace space, out int samples)
    {
        Subnet[] known = [.. sample.Where(subnet => subnet.Search.Values.TryGetValue(objective, out var value) && double.IsFinite(value))];
        var predictor = PredictorKinds.Create(kind, Seed);
        predictor.Fit([.. known.Select(subnet => encoding.Encode(space.Canonical(subnet.Search.Choices.AsSpan())))], [.. known.Select(subnet => subnet.Search.Values[objective])]);
        samples = known.Length;
        return predictor;
    }

    private static IEnumerable<Subnet> Measured(IEnumerable<Subnet> subnets) => subnets.Where(subnet => subnet.Search.DuplicateOf is null).DistinctBy(subnet => subnet.Id);

    /// <summary>Null where too few subnets have that value.</summary>
    private static ObjectiveStudy? Study(string objective, Subnet[] sample, DecisionSpace space, CancellationToken stop)
    {
        Subnet[] known = [.. sample.Where(subnet => subnet.Search.Values.TryGetValue(objective, out var value) && double.IsFinite(value))];
        if (known.Length < FewestSamples)
        {
            return null;
        }

        double[] measured = [.. known.Select(subnet => subnet.Search.Values[objective])];
        var column = known[0].Search.Values.Keys.FirstOrDefault(IsMacs);
        var macs = column is null ? null : known.Select(subnet => subnet.Search.Values.GetValueOrDefault(column, double.NaN)).ToArray();
        var baseline = macs is null || !macs.All(double.IsFinite) ? null : PredictorQuality.OfMacs(macs, measured, FoldCount, Seed);
        var kinds = PredictorKinds.Names.Select(name => Kind(name, known, measured, baseline, space, stop)).ToImmutableArray();
        return new ObjectiveStudy(objective, [.. known.Select(subnet => subnet.Id)], [.. measured], baseline, kinds);
    }

    private static KindStudy Kind(string name, Subnet[] known, double[] measured, PredictorQuality? baseline, DecisionSpace space, CancellationToken stop)
    {
        var encoding = Encoding(name, space);
        double[][] features = [.. known.Select(subnet => encoding.Encode(space.Canonical(subnet.Search.Choices.AsSpan())))];
        var predicted = CrossValidation.Predict(() => PredictorKinds.Create(name, Seed), features, measured, FoldCount, Seed, stop);
        var quality = PredictorQuality.Of(predicted, measured);
        return new KindStudy(name, quality, baseline is null ? null : quality.Beats(baseline), [.. predicted]);
    }

    private static bool IsMacs(string name) => MacsColumns.Contains(name, StringComparer.OrdinalIgnoreCase);
}

/// <summary>One objective. Its unit: accuracy a fraction, latency milliseconds; a table's columns their own.</summary>
/// <param name="Subnets">Ids, as long as Measured.</param>
/// <param name="Macs">Of the MACs alone; null on a table without a column of them.</param>
public sealed record ObjectiveStudy(string Objective, ImmutableArray<string> Subnets, ImmutableArray<double> Measured, PredictorQuality? Macs, ImmutableArray<KindStudy> Predictors);

/// <param name="Name">One of <c>PredictorKinds.Names</c>.</param>
/// <param name="BeatsMacs">By Kendall's τ; null where there are no MACs to beat.</param>
/// <param name="Predicted">Of each subnet, by a predictor fitted to the other folds.</param>
public sealed record KindStudy(string Name, PredictorQuality Quality, bool? BeatsMacs, ImmutableArray<double> Predicted);
