using NasStudio.Core.Pareto;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Search;

/// <summary>
/// NSGA-II (Deb et al. 2002) on predicted costs: thousands of candidates, none of which is evaluated. Repeats within one search
/// are scored once.
/// </summary>
internal sealed class InnerSearch(ChoiceVectors vectors, ICandidateCosts model, SeededRandom random)
{
    private const int Population = 64;

    /// <summary>A population that brings forth nothing new for so many children in a row has found what it can.</summary>
    private const int Patience = 20 * Population;

    private readonly HashSet<ulong> _seen = [];
    private readonly List<Candidate> _scored = [];
    private readonly int[] _child = new int[vectors.Length];
    private List<Candidate> _members = [];
    private int[] _places = [];

    /// <summary>Children made so far, repeats and those that break a constraint included.</summary>
    public int Made { get; private set; }

    /// <summary>Everything that was scored, in the order in which it was found.</summary>
    public IReadOnlyList<Candidate> Scored => _scored;

    /// <param name="start">Canonical vectors to begin with, at least one.</param>
    /// <param name="candidates">Children to make, repeats included.</param>
    public void Run(IEnumerable<int[]> start, int candidates)
    {
        List<Candidate> news = [.. start.Select(choices => Score(choices)).OfType<Candidate>()];
        var repeats = 0;
        Made = 0;
        while (true)
        {
            Survive(news);
            news = [];
            while (news.Count < Population && Made < candidates && repeats < Patience)
            {
                Made++;
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

    private Candidate? Child() => vectors.Breed(Tournament().Choices, Tournament().Choices, _child, random) ? Score(_child) : null;

    /// <summary>Null for a repeat, which costs a look-up and no memory.</summary>
    private Candidate? Score(ReadOnlySpan<int> choices)
    {
        if (!_seen.Add(ChoiceVectors.Key(choices)))
        {
            return null;
        }

        var costs = new double[model.Count];
        var violation = model.Predict(choices, costs);
        var candidate = new Candidate(choices.ToArray(), costs, violation);
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

            var order = NonDominatedSorting.LeastCrowdedFirst(front.Count, model.Count, (member, cost) => pool[front[member]].Costs[cost]);
            foreach (var place in order.AsSpan(0, Math.Min(order.Length, Population - survivors.Count)))
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
