using NasStudio.Core.Decisions;
using NasStudio.Core.Predictors;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Search;

/// <summary>
/// Sequential model-based optimisation as in DeepArchitect (Negrinho, Gordon 2017): with probability 0.1 a random
/// architecture, else the one of 256 candidates that a surrogate likes best. Half of the candidates are random, as there, and
/// half mutants of the ten best observations, as random ones seldom lie near these in large spaces. The surrogate is ridge
/// regression on choices and pairs of choices (theirs: on hashed features), one per cost; several costs are scalarised with
/// weights drawn for each proposal (<see cref="Scalarization"/>). The first 10 are random; what was told from elsewhere
/// counts among them.
/// </summary>
public sealed class SmboStrategy : OneByOneStrategy
{
    private const int Initial = 10;
    private const int RandomCandidates = 128;
    private const int Mutants = 128;
    private const int Parents = 10;
    private const double Exploration = 0.1;
    private readonly PairFeatures _features;
    private readonly CostModels<RidgePredictor> _models;
    private readonly int[] _ones;
    private readonly double _mutation;

    /// <param name="seed">Of the proposals.</param>
    public SmboStrategy(DecisionSpace space, ulong seed)
        : base(space, "search.smbo", seed)
    {
        _features = new PairFeatures(space);
        _models = new CostModels<RidgePredictor>(_ => new RidgePredictor(), _features.Encode, growth: 1);
        _ones = new int[_features.MostOnes];
        _mutation = MutationProbability;
    }

    private protected override Architecture? Propose(SeededRandom random)
    {
        if (Unseen.Taken < Initial || Told.Count == 0 || random.NextBool(Exploration))
        {
            return Unseen.TakeRandom(random);
        }

        _models.Fit(Told);
        var scalarization = Scalarization.Draw(Told, random);
        var parents = scalarization.BestFirst(Told).Take(Parents).Select(parent => parent.Architecture).ToArray();
        var candidates = Enumerable.Range(0, RandomCandidates).Select(_ => Space.Sample(random))
            .Concat(Enumerable.Range(0, Mutants).Select(mutant => Space.Mutate(parents[mutant % parents.Length], _mutation, random)));
        var expected = candidates.Where(Unseen.Contains).Select(Expect).ToList();
        if (expected.Count == 0)
        {
            return Unseen.TakeNeighbour(parents, random) ?? Unseen.TakeRandom(random);
        }

        var proposal = scalarization.BestFirst(expected).First().Architecture;
        Unseen.Take(proposal);
        return proposal;
    }

    private Observation Expect(Architecture candidate)
    {
        var ones = _ones.AsMemory(0, _features.Ones(candidate, _ones));
        return _models.Read(candidate, model => model.Mean(ones.Span));
    }
}
