using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Predictors;

/// <summary>
/// Functional ANOVA (Hutter, Hoos, Leyton-Brown 2014): how much of the variance of an objective over the whole space each
/// decision explains by itself, by a random forest that was fitted to the evaluated architectures. A decision's marginal is the
/// forest's mean over all architectures that share a choice of it; its share is the variance of that marginal over the
/// variance of the forest, both over architectures drawn as <see cref="DecisionSampling.Sample"/> draws them.
/// </summary>
/// <remarks>
/// The forest is evaluated at every architecture of a space of up to <see cref="MostArchitectures"/>, else at as many
/// random ones; what variance of the marginals comes from drawing alone is subtracted. A decision that others switch off explains
/// variance only where it is active: that it is off is due to them. Constraints between decisions make shares overlap.
/// </remarks>
/// <param name="Architectures">At which the forest was evaluated.</param>
/// <param name="IsExhaustive">Those are all there are.</param>
/// <param name="Mean">Of the forest over them, in the objective's unit.</param>
/// <param name="Deviation">Its standard deviation over them.</param>
/// <param name="Decisions">Those with a choice, in the space's order.</param>
public sealed record DecisionImportance(int Architectures, bool IsExhaustive, double Mean, double Deviation, ImmutableArray<DecisionShare> Decisions)
{
    public const int MostArchitectures = 16_384;

    /// <summary>Trees are left out in as many groups, one after the other, for the standard errors.</summary>
    private const int Groups = 10;

    /// <summary>What single decisions do not explain: interactions of two and more.</summary>
    public double Interactions => Deviation == 0 ? 0 : Math.Max(0, 1 - Decisions.Sum(decision => decision.Share));

    /// <param name="evaluated">At least one.</param>
    /// <param name="targets">One finite value of the objective each.</param>
    /// <param name="seed">Of the forest and of the architectures drawn.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or a number is not finite.</exception>
    public static DecisionImportance Of(DecisionSpace space, IReadOnlyList<Architecture> evaluated, IReadOnlyList<double> targets, ulong seed, CancellationToken stop = default)
    {
        var forest = new RandomForestPredictor(seed);
        forest.Fit([.. evaluated.Select(space.OneHot)], targets);
        var isExhaustive = space.Count() <= MostArchitectures;
        var points = isExhaustive ? space.Enumerate().ToArray() : Draw(space, new SeededRandom(seed, "importance"));
        var surfaces = Evaluate(space, forest, points, isExhaustive, stop);
        return new DecisionImportance(
            points.Length,
            isExhaustive,
            forest.InUnit(surfaces[0].Mean),
            forest.InUnit(Math.Sqrt(surfaces[0].Variance)) - forest.InUnit(0),
            [.. Enumerable.Range(0, space.Decisions.Length).Where(decision => space.Decisions[decision].Choices.Length > 1).Select(decision => Share(surfaces, forest, decision))]);
    }

    private static Architecture[] Draw(DecisionSpace space, SeededRandom random)
    {
        var points = new Architecture[MostArchitectures];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = space.Sample(random);
        }

        return points;
    }

    /// <summary>The whole forest first, then without each group of its trees.</summary>
    private static Surface[] Evaluate(DecisionSpace space, RandomForestPredictor forest, Architecture[] points, bool isExhaustive, CancellationToken stop)
    {
        var values = Enumerable.Range(0, Groups + 1).Select(_ => new double[points.Length]).ToArray();
        var votes = new double[RandomForestPredictor.Trees];
        var groups = new double[Groups];
        for (var point = 0; point < points.Length; point++)
        {
            stop.ThrowIfCancellationRequested();
            forest.Vote(space.OneHot(points[point]), votes);
            Array.Clear(groups);
            for (var tree = 0; tree < votes.Length; tree++)
            {
                groups[tree % Groups] += votes[tree];
            }

            var sum = groups.Sum();
            values[0][point] = sum / votes.Length;
            for (var group = 0; group < Groups; group++)
            {
                values[group + 1][point] = (sum - groups[group]) / (votes.Length - (votes.Length / Groups));
            }
        }

        return [.. values.Select(one => new Surface(space, points, one, isExhaustive))];
    }

    /// <summary>The standard error is that of the jackknife over groups of trees.</summary>
    private static DecisionShare Share(Surface[] surfaces, RandomForestPredictor forest, int decision)
    {
        var (share, marginal) = surfaces[0].Share(decision);
        var replicates = surfaces.Skip(1).Select(surface => surface.Share(decision).Share).ToArray();
        var mean = replicates.Average();
        var error = Math.Sqrt((Groups - 1.0) / Groups * replicates.Sum(one => (one - mean) * (one - mean)));
        var described = surfaces[0].Space.Decisions[decision];
        return new DecisionShare(
            described.Name,
            described.Group,
            Math.Max(0, share),
            error,
            [.. described.Choices.Zip(marginal).Where(pair => !double.IsNaN(pair.Second)).Select(pair => new ChoiceMean(pair.First.Text, forest.InUnit(pair.Second)))]);
    }

    /// <summary>A forest's values at the points.</summary>
    private sealed class Surface
    {
        private readonly Architecture[] _points;
        private readonly double[] _values;
        private readonly bool _isExhaustive;

        public Surface(DecisionSpace space, Architecture[] points, double[] values, bool isExhaustive)
        {
            (Space, _points, _values, _isExhaustive) = (space, points, values, isExhaustive);
            Mean = values.Average();
            Variance = values.Average(value => (value - Mean) * (value - Mean));
        }

        public DecisionSpace Space { get; }

        public double Mean { get; }

        public double Variance { get; }

        /// <summary>The decision's share, below 0 by chance where it explains nothing, and its marginal: NaN for a choice that no point has.</summary>
        public (double Share, double[] Marginal) Share(int decision)
        {
            var choices = Space.Decisions[decision].Choices.Length;
            var (counts, totals, squares) = (new int[choices], new double[choices], 0.0);
            for (var point = 0; point < _points.Length; point++)
            {
                if (Space.IsActive(_points[point].Choices.AsSpan(), decision))
                {
                    var (choice, value) = (_points[point].Choices[decision], _values[point]);
                    counts[choice]++;
                    totals[choice] += value;
                    squares += value * value;
                }
            }

            var marginal = totals.Zip(counts, (total, count) => count == 0 ? double.NaN : total / count).ToArray();
            var active = counts.Sum();
            var mean = totals.Sum() / Math.Max(1, active);
            var (between, within, kinds) = (0.0, squares, 0);
            for (var choice = 0; choice < choices; choice++)
            {
                if (counts[choice] > 0)
                {
                    kinds++;
                    between += counts[choice] * (marginal[choice] - mean) * (marginal[choice] - mean);
                    within -= counts[choice] * marginal[choice] * marginal[choice];
                }
            }

            // Means of drawn points differ by chance: by the variance within, once for each degree of freedom.
            var byChance = _isExhaustive || active <= kinds ? 0 : (kinds - 1) * within / (active - kinds);
            return (Variance < 1e-12 ? 0 : (between - byChance) / _points.Length / Variance, marginal);
        }
    }
}

/// <param name="Stage">The group of decisions it belongs to.</param>
/// <param name="Share">Of the variance over the space that it explains by itself, 0..1.</param>
/// <param name="StandardError">Of the share, by leaving out groups of trees: what another forest on the same evaluations might say.</param>
/// <param name="Choices">The mean over all architectures that take each of its choices; choices that none takes are missing.</param>
public sealed record DecisionShare(string Decision, string Stage, double Share, double StandardError, ImmutableArray<ChoiceMean> Choices);

/// <param name="Mean">In the objective's unit.</param>
public sealed record ChoiceMean(string Choice, double Mean);
