using System.Globalization;

namespace NasStudio.Core.Statistics;

/// <summary>
/// A search beside random search with the same seeds at the same number of evaluations: the relative improvement of the mean
/// hypervolume, (search − random) / random (Yang, Esperança and Carlucci 2020), and the paired interval of the difference. Of
/// one objective it is the regret, of which less is better: the improvement is then (random − search) / random. The verdict is that of the two-sided paired t test: significant where the interval leaves 0 out.
/// </summary>
/// <param name="Evaluations">Distinct evaluations of each search.</param>
/// <param name="Measure">"hypervolume", a fraction; or "regret", in the objective's unit.</param>
/// <param name="Search">Its mean over the seeds at the end of the search.</param>
/// <param name="Random">The same of random search.</param>
/// <param name="RelativeImprovement">A fraction: 0.03 is 3 %; null where random search has 0.</param>
/// <param name="Difference">Search − random with 95 % confidence; null for one seed.</param>
/// <param name="Sentence">The verdict in words, for example "better than random by 3.1 % (95 % interval 1.2 to 5.0 %, 11 seeds)".</param>
public sealed record BaselineComparison(
    int Evaluations,
    int Seeds,
    string Measure,
    double Search,
    double Random,
    double? RelativeImprovement,
    ConfidenceInterval? Difference,
    BaselineVerdict Verdict,
    string Sentence)
{
    public const string Hypervolume = "hypervolume";
    public const string Regret = "regret";

    /// <summary>What sums of rounding errors leave of a hypervolume that is all there is.</summary>
    private const double Rounding = 1e-9;

    /// <param name="search">Hypervolume of each seed at the end, a fraction.</param>
    /// <param name="random">The same of random search with the same seeds.</param>
    /// <param name="knownWhole">Whether 1 is all that can be found (a table, whose true front is known), not the corner of a box.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there is no seed.</exception>
    public static BaselineComparison Of(int evaluations, ReadOnlySpan<double> search, ReadOnlySpan<double> random, bool knownWhole) =>
        Of(Hypervolume, evaluations, search, random, knownWhole ? 1 : double.PositiveInfinity);

    /// <param name="search">Of each seed, how far the best that was found is from the best there is, in the objective's unit.</param>
    /// <param name="random">The same of random search with the same seeds.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there is no seed.</exception>
    public static BaselineComparison OfRegrets(int evaluations, ReadOnlySpan<double> search, ReadOnlySpan<double> random) =>
        Of(Regret, evaluations, search, random, 0);

    /// <param name="whole">The value beyond which nothing is left to find.</param>
    private static BaselineComparison Of(string measure, int evaluations, ReadOnlySpan<double> search, ReadOnlySpan<double> random, double whole)
    {
        if (search.Length != random.Length || search.IsEmpty)
        {
            throw new ArgumentException($"{search.Length} and {random.Length} seeds; give one value of each search for every seed, and at least one.", nameof(random));
        }

        var (ours, theirs) = (Mean(search), Mean(random));
        var difference = search.Length > 1 ? PairedDifference.Between(search, random) : (ConfidenceInterval?)null;
        var same = Same(search, random);
        var verdict = (difference, same) switch
        {
            (_, true) => BaselineVerdict.NoDifference,
            (null, _) => BaselineVerdict.OneSeed,
            ({ Lower: > 0 }, _) => measure == Regret ? BaselineVerdict.Worse : BaselineVerdict.Better,
            ({ Upper: < 0 }, _) => measure == Regret ? BaselineVerdict.Better : BaselineVerdict.Worse,
            _ => BaselineVerdict.NotSignificant,
        };
        var sentence = verdict is BaselineVerdict.NoDifference
            ? Equality(measure, search.Length, Math.Abs(theirs - whole) < Rounding)
            : Words(measure, verdict, search.Length, ours - theirs, theirs, difference);
        var gain = measure == Regret ? theirs - ours : ours - theirs;
        return new(evaluations, search.Length, measure, ours, theirs, theirs > 0 ? gain / theirs : null, difference, verdict, sentence);
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    private static bool Same(ReadOnlySpan<double> search, ReadOnlySpan<double> random)
    {
        for (var i = 0; i < search.Length; i++)
        {
            if (Math.Abs(search[i] - random[i]) > Rounding)
            {
                return false;
            }
        }

        return true;
    }

    private static string Equality(string measure, int seeds, bool whole)
    {
        var where = seeds == 1 ? "with the one seed" : string.Create(CultureInfo.InvariantCulture, $"with all {seeds} seeds");
        var found = measure == Regret ? "the best row of the table" : "100 % of the true hypervolume";
        return whole ? $"no difference: both found {found} {where}; a smaller budget would tell them apart" : $"no difference: the same {measure} as random {where}";
    }

    /// <summary>In percent of random's mean; where that is 0, in hypervolume, or in the objective's unit.</summary>
    private static string Words(string measure, BaselineVerdict verdict, int seeds, double difference, double random, ConfidenceInterval? interval)
    {
        var (scale, unit) = random > 0 ? (100 / random, " %") : (1, measure == Regret ? " in the objective's unit" : " of the hypervolume");
        var largest = Math.Max(Math.Abs(difference), Math.Max(Math.Abs(interval?.Lower ?? 0), Math.Abs(interval?.Upper ?? 0))) * scale;
        var digits = largest switch { >= 1 => 1, >= 0.1 => 2, _ => 4 };
        var by = Number(Math.Abs(difference)) + unit;
        var (subject, than) = measure == Regret ? ("regret ", "random's") : ("", "random");
        var side = difference < 0 ? "below" : "above";

        // Turned around where the sentence gives a decrease as a positive number, so that the interval lies about that number.
        var turned = verdict is BaselineVerdict.Better or BaselineVerdict.Worse && difference < 0;
        var within = interval is { } known
            ? string.Create(CultureInfo.InvariantCulture, $"95 % interval {Number(turned ? -known.Upper : known.Lower)} to {Number(turned ? -known.Lower : known.Upper)}{unit}, {seeds} seeds")
            : "";
        return verdict switch
        {
            BaselineVerdict.Better => measure == Regret ? $"better than random: regret lower by {by} ({within})" : $"better than random by {by} ({within})",
            BaselineVerdict.Worse => measure == Regret ? $"worse than random: regret higher by {by} ({within})" : $"worse than random by {by} ({within})",
            BaselineVerdict.OneSeed => $"one seed: no interval; {subject}{by} {side} {than}",
            _ => $"not significant: {subject}{by} {side} {than} ({within})",
        };

        string Number(double value) => (value * scale).ToString($"F{digits}", CultureInfo.InvariantCulture).Replace('-', '−');
    }
}

public enum BaselineVerdict
{
    /// <summary>The interval of the difference lies above 0.</summary>
    Better,

    /// <summary>It lies below 0.</summary>
    Worse,

    /// <summary>It holds 0.</summary>
    NotSignificant,

    /// <summary>Equal with every seed.</summary>
    NoDifference,

    /// <summary>One seed has no spread, so nothing can be said.</summary>
    OneSeed,
}
