using NasStudio.Core.Decisions;

namespace NasStudio.Core.Search;

/// <summary>What a strategy was told, in that order, each architecture once: the first observation of it counts.</summary>
internal sealed class ToldObservations
{
    private readonly List<Observation> _all = [];
    private readonly Dictionary<Architecture, Observation> _known = [];

    public IReadOnlyList<Observation> All => _all;

    /// <summary>Null where it was not told.</summary>
    public Observation? Find(Architecture architecture) => _known.GetValueOrDefault(architecture);

    /// <summary>Keeps the ones of new architectures and returns them. After an error it keeps none.</summary>
    /// <exception cref="ArgumentException">A cost or violation is not a finite number, or the numbers of costs differ.</exception>
    public List<Observation> Add(IReadOnlyList<Observation> observations)
    {
        var news = new List<Observation>();
        foreach (var observation in observations)
        {
            Check(observation, (_all.Count > 0 ? _all[0] : observations[0]).Costs.Length);
        }

        foreach (var observation in observations)
        {
            if (_known.TryAdd(observation.Architecture, observation))
            {
                news.Add(observation);
            }
        }

        _all.AddRange(news);
        return news;
    }

    /// <exception cref="ArgumentException">A cost or violation is not a finite number, or the number of costs differs.</exception>
    private static void Check(Observation observation, int costs)
    {
        if (observation.Costs.Length != costs || observation.Costs.Any(cost => !double.IsFinite(cost)) || !double.IsFinite(observation.Violation))
        {
            throw new ArgumentException(
                $"Subnet {observation.Architecture.Id}: costs [{string.Join(", ", observation.Costs)}], violation {observation.Violation}; give {costs} finite costs.",
                nameof(observation));
        }
    }
}
