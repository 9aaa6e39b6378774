using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Search;

/// <summary>
/// What strategies share that let a model of all evaluations choose among candidates: the first 10 proposals are random (what was
/// told from elsewhere counts among them); after that the candidate that is expected to be the best, feasible before
/// infeasible, several costs scalarised with weights drawn for each proposal (<see cref="Scalarization"/>).
/// </summary>
public abstract class ModelGuidedStrategy : OneByOneStrategy
{
    private const int Initial = 10;
    private const int Parents = 10;
    private readonly int[] _ones;
    private readonly StandardFeatures? _statistics;

    /// <param name="statistics">Features beyond the choices; null: none.</param>
    private protected ModelGuidedStrategy(DecisionSpace space, string stream, StandardFeatures? statistics, ulong seed)
        : base(space, stream, seed)
    {
        _statistics = statistics;
        Features = new PairFeatures(space);
        _ones = new int[Features.MostOnes];
    }

    /// <summary>What the models learn from: choices and pairs of choices.</summary>
    private protected PairFeatures Features { get; }

    private protected override Architecture? Propose(SeededRandom random)
    {
        if (Unseen.Taken < Initial || Told.Count == 0 || IgnoresModel(random))
        {
            return Unseen.TakeRandom(random);
        }

        Fit();
        var scalarization = Scalarization.Draw(Told, random);
        var best = scalarization.BestFirst(Told).Take(Parents).Select(observation => observation.Architecture).ToArray();
        var candidates = Candidates(best, random).Where(Unseen.Contains).ToList();
        _statistics?.Prepare(candidates);
        var expected = candidates.ConvertAll(candidate => Expect(candidate, random));
        if (expected.Count == 0)
        {
            return Unseen.TakeNeighbour(best, random) ?? Unseen.TakeRandom(random);
        }

        var proposal = scalarization.BestFirst(expected).First().Architecture;
        Unseen.Take(proposal);
        return proposal;
    }

    /// <summary>Indices of the features that are 1, until the next call.</summary>
    private protected ReadOnlyMemory<int> Ones(Architecture candidate) => _ones.AsMemory(0, Features.Ones(candidate, _ones));

    /// <summary>The features that follow those of <see cref="Ones"/>.</summary>
    private protected double[] Statistics(Architecture candidate) => _statistics?.Of(candidate) ?? [];

    private protected double[] Encode(Architecture candidate) =>
        _statistics is null ? Features.Encode(candidate) : [.. Features.Encode(candidate), .. _statistics.Of(candidate)];

    /// <summary>So many mutants, of each of the best in turn.</summary>
    private protected IEnumerable<Architecture> Mutants(Architecture[] best, int count, SeededRandom random) =>
        Enumerable.Range(0, count).Select(mutant => Space.Mutate(best[mutant % best.Length], MutationProbability, random));

    /// <summary>Whether this proposal is a random one.</summary>
    private protected abstract bool IgnoresModel(SeededRandom random);

    /// <summary>Learns what was told; called before every proposal that the model chooses.</summary>
    private protected abstract void Fit();

    /// <summary>What the model chooses among; may name seen ones, and the same one twice.</summary>
    /// <param name="best">The up to ten best that were told, best first.</param>
    private protected abstract IEnumerable<Architecture> Candidates(Architecture[] best, SeededRandom random);

    /// <summary>What the model says of a candidate, as if it had been observed.</summary>
    private protected abstract Observation Expect(Architecture candidate, SeededRandom random);
}
