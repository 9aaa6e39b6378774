using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;

namespace NasStudio.Core.Search;

/// <summary>
/// Statistics of architectures as further features of a predictor (FBNetV3: what is free to know, such as MACs, need not be learnt),
/// standardised over a sample of the space. Counts are taken by their logarithm. A missing value is the mean.
/// </summary>
internal sealed class StandardFeatures
{
    private const int Sample = 64;
    private readonly IArchitectureFeatures _features;
    private readonly int[] _columns;
    private readonly bool[] _isCount;
    private readonly Lazy<(double Mean, double Deviation)[]> _scales;

    private StandardFeatures(IReadOnlyList<string> names, DecisionSpace space, IArchitectureFeatures features, ulong seed)
    {
        _features = features;
        _columns = [.. names.Select(name => features.Names.IndexOf(name))];
        _isCount = [.. names.Select(name => ArchitectureMetrics.Counted.Contains(name))];
        if (_columns.Contains(-1))
        {
            throw new ArgumentException($"The features {string.Join(", ", names)} are asked for, but only {string.Join(", ", features.Names)} are known of an architecture.", nameof(names));
        }

        _scales = new(() => Scales(CandidateSet.Draw(space, Sample, seed)));
    }

    /// <summary>What the options name; null where they name nothing.</summary>
    /// <exception cref="ArgumentException">They name something that is not known.</exception>
    public static StandardFeatures? Create(StrategyOptions options, DecisionSpace space, SearchKnowledge? knowledge, ulong seed) =>
        options.Features.Length == 0 ? null
        : knowledge is null ? throw new ArgumentException($"{options.Name} is to know {string.Join(", ", options.Features)} of networks, but no networks are known here; leave the features out.", nameof(options))
        : new StandardFeatures(options.Features, space, knowledge.Features, seed);

    public double[] Of(Architecture architecture)
    {
        var row = _features.Of([architecture])[0];
        var standard = new double[_columns.Length];
        for (var i = 0; i < standard.Length; i++)
        {
            var (mean, deviation) = _scales.Value[i];
            var value = Raw(row, i);
            standard[i] = double.IsFinite(value) && deviation > 0 ? (value - mean) / deviation : 0;
        }

        return standard;
    }

    /// <summary>Has these computed at once, where that is faster than one by one.</summary>
    public void Prepare(IReadOnlyList<Architecture> architectures) => _features.Of(architectures);

    private (double Mean, double Deviation)[] Scales(IReadOnlyList<Architecture> sample)
    {
        var rows = _features.Of(sample);
        return [.. _columns.Select((_, i) =>
        {
            var values = rows.Select(row => Raw(row, i)).Where(double.IsFinite).DefaultIfEmpty().ToArray();
            var mean = values.Average();
            return (mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))));
        })];
    }

    private double Raw(double[] row, int feature) => _isCount[feature] ? PortableLogarithm.Of(1 + row[_columns[feature]]) : row[_columns[feature]];
}
