using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Search;

/// <summary>
/// BANANAS (White, Neiswanger, Savani 2021): an ensemble predicts every cost, fitted anew every 10 evaluations; candidates are
/// 100 mutants of the ten best observations; the acquisition is independent Thompson sampling: each candidate is judged by
/// one draw from the normal distribution with the ensemble's mean and deviation. Theirs proposes the ten best of one set of
/// candidates; here every proposal has candidates and draws of its own, so it does not matter how many are asked for at once.
/// </summary>
/// <remarks>
/// The paper's ensemble is of five multilayer perceptrons. Here it is of five ridge regressions on choices and pairs of choices:
/// on the landscapes of the tests they found nearly as good architectures in a twentieth of the perceptrons' time; and
/// ridge regression is sums and products only, so the same seed proposes the same on every machine.
/// </remarks>
public sealed class BananasStrategy : ModelGuidedStrategy
{
    private const int MutantCandidates = 100;
    private const int Round = 10;
    private readonly CostModels<RidgeCommittee> _models;

    /// <param name="seed">Of the proposals.</param>
    public BananasStrategy(DecisionSpace space, ulong seed)
        : this(space, null, seed)
    {
    }

    internal BananasStrategy(DecisionSpace space, StandardFeatures? statistics, ulong seed)
        : base(space, "search.bananas", statistics, seed)
    {
        _models = new CostModels<RidgeCommittee>(_ => new RidgeCommittee(), Encode, Round);
    }

    private protected override bool IgnoresModel(SeededRandom random) => false;

    private protected override void Fit() => _models.Fit(Told);

    private protected override IEnumerable<Architecture> Candidates(Architecture[] best, SeededRandom random) =>
        [.. Mutants(best, MutantCandidates, random)];

    private protected override Observation Expect(Architecture candidate, SeededRandom random)
    {
        var (ones, statistics) = (Ones(candidate), Statistics(candidate));
        return _models.Read(candidate, model =>
        {
            var (mean, deviation) = model.PredictOnes(ones.Span, statistics);
            return mean + (deviation * NextNormal(random));
        });
    }

    /// <summary>
    /// Nearly standard normal, within ±6: the sum of twelve uniform numbers less 6 (Irwin-Hall), which additions alone make, so
    /// it is the same on every machine.
    /// </summary>
    private static double NextNormal(SeededRandom random)
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++)
        {
            sum += random.NextDouble();
        }

        return sum;
    }
}
