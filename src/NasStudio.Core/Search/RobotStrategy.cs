using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Core.Pareto;
using NasStudio.Core.Randomness;
using NasStudio.Core.Statistics;

namespace NasStudio.Core.Search;

/// <summary>
/// RoBoT (He et al. 2024): training-free metrics, robustly combined. Each metric is scaled to 0..1 over a set of candidates; a
/// weighted sum ranks them. First the weights are searched for by Bayesian optimisation, a vector's reward being the measured accuracy
/// of the candidate that it ranks first: a round whose first is measured already costs nothing. Then the best weights rank all
/// candidates, and the best of the unseen ones are proposed. Candidates are all architectures, or a random sample of a large space.
/// </summary>
/// <remarks>
/// Made for several objectives here: in the second part the score stands for the accuracy, and candidates are ordered by fronts of
/// score and known costs (<see cref="KnownCosts"/>), the least crowded first. Of weights that found the same best candidate, those
/// that order what was measured the most alike (Kendall's τ) are taken. What is not measured yet counts as average.
/// </remarks>
public sealed class RobotStrategy : OneByOneStrategy
{
    private readonly StrategyOptions _options;
    private readonly SearchKnowledge _knowledge;
    private readonly ulong _seed;
    private readonly int _accuracy;
    private readonly int[] _metrics;
    private readonly List<(double[] Weights, int First)> _rounds = [];
    private IReadOnlyList<Architecture> _candidates = [];
    private MetricScores _scores = new([]);
    private KnownCosts? _costs;
    private int[]? _order;

    /// <param name="options">Metrics, candidates and rounds.</param>
    /// <param name="seed">Of candidates and weights.</param>
    /// <exception cref="ArgumentException">A metric is not among the features.</exception>
    public RobotStrategy(StrategyOptions options, DecisionSpace space, SearchKnowledge knowledge, ulong seed)
        : base(space, "search.robot", seed)
    {
        (_options, _knowledge, _seed) = (options, knowledge, seed);
        _accuracy = Math.Max(0, knowledge.Objectives.IndexOf(ObjectiveDefinition.Accuracy.Name));
        _metrics = [.. options.MetricsOrAll.Select(name => knowledge.Features.Names.IndexOf(name))];
        if (_metrics.Contains(-1))
        {
            throw new ArgumentException(
                $"robot ranks by {string.Join(", ", options.MetricsOrAll)}, but only {string.Join(", ", knowledge.Features.Names)} are known of an architecture.",
                nameof(knowledge));
        }
    }

    private protected override Architecture? Propose(SeededRandom random)
    {
        if (_costs is null)
        {
            Prepare();
        }

        return Explore(random) ?? Exploit() ?? Unseen.TakeRandom(random);
    }

    private protected override void Learn(IReadOnlyList<Observation> news) => _order = null;

    private void Prepare()
    {
        _candidates = CandidateSet.Draw(Space, _options.Candidates, _seed);
        var values = _knowledge.Features.Of(_candidates);
        _scores = new MetricScores([.. values.Select(row => Array.ConvertAll(_metrics, metric => row[metric]))]);
        _costs = new KnownCosts(_knowledge, values);
    }

    /// <summary>Rounds until one names a candidate that was not seen; null where all are played.</summary>
    private Architecture? Explore(SeededRandom random)
    {
        while (_rounds.Count < _options.Rounds)
        {
            var weights = WeightSearch.Next(Rewarded(), _metrics.Length, random);
            var scores = _scores.Of(weights);
            var first = Enumerable.Range(0, _candidates.Count).MinBy(candidate => (_costs!.Violation(candidate), -scores[candidate]));
            _rounds.Add((weights, first));
            _order = null;
            if (Unseen.Take(_candidates[first]))
            {
                return _candidates[first];
            }
        }

        return null;
    }

    /// <summary>The rounds with the accuracy of their candidates, the average of those known where it was not told yet; none before one is known.</summary>
    private List<(double[] Weights, double Reward)> Rewarded()
    {
        var rewards = _rounds.ConvertAll(round => Reward(round.First));
        if (rewards.TrueForAll(reward => reward is null))
        {
            return [];
        }

        var average = rewards.Average() ?? 0;
        return [.. _rounds.Zip(rewards, (round, reward) => (round.Weights, reward ?? average))];
    }

    /// <summary>Larger is better; null where it is not known. What breaks a constraint is worth as little as the worst that was seen.</summary>
    private double? Reward(int candidate) => Find(_candidates[candidate]) is not { } told ? null
        : told.Violation <= 0 ? -told.Costs[_accuracy] : -Told.Max(observation => observation.Costs[_accuracy]);

    private Architecture? Exploit()
    {
        _order ??= Order();
        foreach (var candidate in _order)
        {
            if (Unseen.Take(_candidates[candidate]))
            {
                return _candidates[candidate];
            }
        }

        return null;
    }

    private int[] Order()
    {
        var scores = _scores.Of(BestWeights());
        var points = Enumerable.Range(0, _candidates.Count).Select(candidate =>
            (Costs: (double[])[-scores[candidate], .. _costs!.Of(candidate)], Violation: _costs.Violation(candidate))).ToArray();
        var order = new List<int>();
        foreach (var front in NonDominatedSorting.Fronts(points, point => point.Costs, point => point.Violation))
        {
            var crowding = NonDominatedSorting.Crowding(front.ConvertAll(IReadOnlyList<double> (candidate) => points[candidate].Costs));
            order.AddRange(Enumerable.Range(0, front.Count).OrderByDescending(index => crowding[index]).Select(index => front[index]));
        }

        return [.. order];
    }

    private double[] BestWeights()
    {
        var told = Enumerable.Range(0, _candidates.Count).Where(candidate => Find(_candidates[candidate]) is not null).ToArray();
        var accuracies = Array.ConvertAll(told, candidate => -Find(_candidates[candidate])!.Costs[_accuracy]);
        return _rounds.MaxBy(round => (Reward(round.First) ?? double.NegativeInfinity, Agreement(round.Weights, told, accuracies))).Weights;
    }

    private double Agreement(double[] weights, int[] told, double[] accuracies)
    {
        var scores = _scores.Of(weights);
        return RankCorrelation.KendallTau(Array.ConvertAll(told, candidate => scores[candidate]), accuracies);
    }
}
