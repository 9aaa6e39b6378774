using NasStudio.Core.Pareto;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Search;

/// <summary>
/// NSGA-II (Deb et al. 2002) on predicted costs: thousands of candidates, none of which is evaluated. Repeats within one search
/// are scored once.
/// </summary>
internal sealed class InnerSearch(ChoiceVectors vectors, PredictedCosts model, SeededRandom random)
{
    private const int Population = 64;

    /// <summary>A population that brings forth nothing new for so many children in a row has found what it can.</summary>
    private const int Patience = 20 * Population;

    private readonly HashSet<ulong> _seen = [];
    private readonly List<Candidate> _scored = [];
    private List<Candidate> _members = [];
    private int[] _places = [];

    /// <summary>Everything that was scored, in the order in which it was found.</summary>
    public IReadOnlyList<Candidate> Scored => _scored;

    /// <param name="start">Canonical vectors to begin with, at least one.</param>
    /// <param name="candidates">Children to make, repeats included.</param>
    public void Run(IEnumerable<int[]> start, int candidates)
    {
        List<Candidate> news = [.. start.Select(Score).OfType<Candidate>()];
        var (made, repeats) = (0, 0);
        while (true)
        {
            Survive(news);
            news = [];
            while (news.Count < Population && made < candidates && repeats < Patience)
            {
                made++;
                repeats++;
                if (Child() is { } child)
                {
                    news.Add(child);
                    repeats = 0;
                }
            }

            if (news.Count == 0)
            {
                return;
            }
        }
    }

    private Candidate? Child()
    {
        var child = new int[_members[0].Choices.Length];
        return vectors.Breed(Tournament().Choices, Tournament().Choices, child, random) ? Score(child) : null;
    }

    /// <summary>Null for a repeat.</summary>
    private Candidate? Score(int[] choices)
    {
        if (!_seen.Add(ChoiceVectors.Key(choices)))
        {
            return null;
        }

        var costs = new double[model.Count];
        var violation = model.Predict(choices, costs);
        var candidate = new Candidate(choices, costs, violation);
        _scored.Add(candidate);
        return candidate;
    }

    private Candidate Tournament()
    {
        var first = random.NextInt(_members.Count);
        var second = random.NextInt(_members.Count);
        return _members[_places[second] < _places[first] ? second : first];
    }

    private void Survive(List<Candidate> news)
    {
        List<Candidate> pool = [.. _members, .. news];
        var survivors = new List<Candidate>(Population);
        var places = new List<int>(Population);
        foreach (var front in NonDominatedSorting.Fronts(pool, candidate => candidate.Costs, candidate => candidate.Violation))
        {
            if (survivors.Count == Population)
            {
                break;
            }

            var crowding = NonDominatedSorting.Crowding(front.ConvertAll(IReadOnlyList<double> (index) => pool[index].Costs));
            foreach (var place in Enumerable.Range(0, front.Count).OrderByDescending(index => crowding[index]).Take(Population - survivors.Count))
            {
                places.Add(survivors.Count);
                survivors.Add(pool[front[place]]);
            }
        }

        (_members, _places) = (survivors, [.. places]);
    }
}

/// <param name="Choices">Canonical choice indices.</param>
/// <param name="Costs">Expected, on the scale of <see cref="PredictedCosts"/>.</param>
/// <param name="Violation">Expected; 0 where feasible.</param>
internal sealed record Candidate(int[] Choices, double[] Costs, double Violation);
