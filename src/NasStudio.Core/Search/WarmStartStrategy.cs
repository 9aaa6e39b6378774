using NasStudio.Core.Decisions;
using NasStudio.Core.Pareto;

namespace NasStudio.Core.Search;

/// <summary>
/// Any strategy, started from what earlier searches of the same decisions observed (the idea of AutoTransfer, Cao et al. 2023,
/// without its task embeddings). Earlier numbers only inform: accuracies come from another supernet. So the earlier fronts are
/// proposed first, to be measured again; the other earlier observations are then told to the strategy, each cost moved by the
/// median difference of what was measured twice, and are not proposed before everything else is. Which of those two an
/// architecture becomes is the only way in which this differs from the contract of <see cref="ISearchStrategy"/>: nothing that was
/// proposed, or told by the caller, is proposed.
/// </summary>
/// <remarks>While earlier fronts are proposed, Ask gives fewer than it could: they are to be told before anything is learnt from them.</remarks>
public sealed class WarmStartStrategy : ISearchStrategy
{
    private readonly ISearchStrategy _strategy;
    private readonly IReadOnlyList<IReadOnlyList<Observation>> _earlier;
    private readonly Queue<Architecture> _again;
    private readonly Queue<Architecture> _last = [];
    private readonly HashSet<Architecture> _seen = [];
    private readonly Dictionary<Architecture, Observation> _told = [];
    private bool _isInformed;

    /// <param name="strategy">Fresh: neither asked nor told.</param>
    /// <param name="earlier">Of each earlier search, in order of evaluation, with as many costs as this one; the first search counts more where two know an architecture.</param>
    /// <param name="again">The most that is proposed of earlier fronts.</param>
    private WarmStartStrategy(ISearchStrategy strategy, IReadOnlyList<IReadOnlyList<Observation>> earlier, int again)
    {
        _strategy = strategy;
        _earlier = earlier;
        _again = new Queue<Architecture>(Fronts(earlier, again));
    }

    /// <summary>The strategy itself where there is nothing to start from.</summary>
    /// <param name="evaluations">Planned; a quarter of them at most goes to earlier fronts.</param>
    public static ISearchStrategy Around(ISearchStrategy strategy, IReadOnlyList<IReadOnlyList<Observation>> earlier, int evaluations) =>
        earlier.All(observations => observations.Count == 0) ? strategy : new WarmStartStrategy(strategy, earlier, Math.Max(1, evaluations / 4));

    public IReadOnlyList<Architecture> Ask(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var proposals = new List<Architecture>();
        Take(_again, count, proposals);
        if (proposals.Count > 0 || count == 0)
        {
            return proposals;
        }

        Inform();
        while (proposals.Count < count && _strategy.Ask(count - proposals.Count) is { Count: > 0 } batch)
        {
            // One that waits to be told is still unknown to the strategy.
            proposals.AddRange(batch.Where(_seen.Add));
        }

        Take(_last, count, proposals);
        return proposals;
    }

    public void Tell(IReadOnlyList<Observation> observations)
    {
        _strategy.Tell(observations);
        foreach (var observation in observations)
        {
            _seen.Add(observation.Architecture);
            _told.TryAdd(observation.Architecture, observation);
        }
    }

    private void Take(Queue<Architecture> from, int count, List<Architecture> proposals)
    {
        while (proposals.Count < count && from.TryDequeue(out var next))
        {
            if (_seen.Add(next))
            {
                proposals.Add(next);
            }
        }
    }

    /// <summary>Tells the strategy, once, what is known from earlier and was not proposed.</summary>
    private void Inform()
    {
        if (_isInformed)
        {
            return;
        }

        _isInformed = true;
        var known = new HashSet<Architecture>(_seen);
        var news = new List<Observation>();
        foreach (var search in _earlier)
        {
            var shifts = Shifts(search);
            foreach (var observation in search.Where(observation => known.Add(observation.Architecture)))
            {
                news.Add(observation with { Costs = [.. observation.Costs.Zip(shifts, (cost, shift) => cost + shift)] });
                _last.Enqueue(observation.Architecture);
            }
        }

        _strategy.Tell(news);
    }

    /// <summary>By how much each cost is larger here than it was in an earlier search: the median of what both measured, 0 where there is nothing.</summary>
    private double[] Shifts(IReadOnlyList<Observation> search)
    {
        var pairs = search.Where(observation => _told.ContainsKey(observation.Architecture)).DistinctBy(observation => observation.Architecture).ToList();
        return
        [
            .. Enumerable.Range(0, search.Count == 0 ? 0 : search[0].Costs.Length)
                .Select(cost => Median([.. pairs.Select(pair => _told[pair.Architecture].Costs[cost] - pair.Costs[cost]).Order()])),
        ];
    }

    private static double Median(double[] ascending) =>
        ascending.Length == 0 ? 0 : (ascending[(ascending.Length - 1) / 2] + ascending[ascending.Length / 2]) / 2;

    /// <summary>Of each search in turn the next member of its front, the ends and the lonely ones first; each architecture once.</summary>
    private static IEnumerable<Architecture> Fronts(IReadOnlyList<IReadOnlyList<Observation>> earlier, int most)
    {
        var fronts = earlier.Where(search => search.Count > 0).Select(search => Front(search, most)).ToList();
        return Enumerable.Range(0, most)
            .SelectMany(place => fronts.Where(front => place < front.Count).Select(front => front[place]))
            .Distinct()
            .Take(most);
    }

    private static List<Architecture> Front(IReadOnlyList<Observation> search, int most)
    {
        var front = NonDominatedSorting.Fronts(search, observation => observation.Costs.AsSpan(), observation => observation.Violation)[0];
        return [.. RankedPopulation.Empty.With(front.ConvertAll(index => search[index]), most).BestFirst];
    }
}
