using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Documents;

namespace NasStudio.Core.Spaces;

/// <summary>What walks through a body find: its rules that are broken, its extremes, and architectures that cover it.</summary>
internal sealed class BodySurvey
{
    private readonly SearchSpace _space;
    private readonly SpaceFields _fields;
    private readonly BodyWalk _walk;
    private readonly Architecture? _largest;
    private readonly Lazy<Architecture> _smallest;
    private readonly Lazy<ImmutableArray<Architecture>> _covering;

    /// <summary>
    /// For every layer, size of the map that enters and choices that bear on more than the layer: the two greatest widths
    /// that enter, with a way there. Two, as a shortcut's projection is missing where a layer leaves the width that enters.
    /// </summary>
    private readonly Dictionary<(string Layer, int Side, ValueList<int> Choices), Entries> _entries = [];

    public BodySurvey(SearchSpace space, SpaceFields fields)
    {
        (_space, _fields) = (space, fields);
        _walk = new BodyWalk(space, fields, WalkGoal.MostMacs) { Visit = Visit };
        _largest = _walk.Best();
        _smallest = new(() => Extreme(WalkGoal.LeastMacs));
        _covering = new(() => [.. Cover().Distinct()]);
    }

    /// <summary>The first rule that some architecture breaks; null: none.</summary>
    public BodyFault? Fault => _walk.Fault;

    /// <summary>The most times that a map is halved.</summary>
    public int Halvings => _walk.Halvings;

    /// <summary>Weights of all layers that there can be, each at its largest.</summary>
    public long Parameters => _walk.Parameters;

    /// <summary>The most that is alive at once in any layer, one image.</summary>
    public long PeakBytes => _walk.PeakBytes;

    /// <exception cref="ArgumentException">The body breaks a rule.</exception>
    public Architecture Largest => _largest ?? throw Broken();

    /// <exception cref="ArgumentException">The body breaks a rule.</exception>
    public Architecture Smallest => _smallest.Value;

    /// <summary>Architectures whose parameters cover those of every architecture.</summary>
    /// <exception cref="ArgumentException">The body breaks a rule.</exception>
    public ImmutableArray<Architecture> Covering => _covering.Value;

    /// <summary>The architecture of the most or least of a cost.</summary>
    /// <exception cref="ArgumentException">The body breaks a rule.</exception>
    public Architecture Extreme(WalkGoal goal) => new BodyWalk(_space, _fields, goal).Best() ?? throw Broken();

    private ArgumentException Broken() => new($"{Fault?.Path}: {Fault?.Message}");

    private void Visit(BodyStep.Layer layer, WalkState state, Way way, ValueList<int> choices)
    {
        var key = (layer.Name, _walk.SideOf(state), choices);
        var entries = _entries.TryGetValue(key, out var known) ? known : new Entries(layer, []);
        if (entries.Widest.Any(entry => entry.Width == state.Width))
        {
            return;
        }

        _entries[key] = entries with { Widest = [.. entries.Widest.Append((state.Width, way)).OrderByDescending(entry => entry.Width).Take(2)] };
    }

    /// <summary>
    /// The largest; every layer with what enters it widest, all its own choices at the largest and one of them smaller (some
    /// layers exist only so); the head with what enters it widest.
    /// </summary>
    private IEnumerable<Architecture> Cover()
    {
        yield return Largest;
        yield return Canonical([.. _space.Decisions.Decisions.Select(decision => decision.Choices.Length - 1)]);
        foreach (var (layer, widest) in _entries.Values)
        {
            foreach (var (_, way) in widest)
            {
                var choices = _walk.ChoicesOf(way);
                yield return Canonical(choices);
                foreach (var decision in layer.Sized.Select(field => field.Decision).Where(decision => decision >= 0 && !_walk.Bears(decision)))
                {
                    for (var choice = 0; choice < _space.Decisions.Decisions[decision].Choices.Length - 1; choice++)
                    {
                        int[] changed = [.. choices];
                        changed[decision] = choice;
                        yield return Canonical(changed);
                    }
                }
            }
        }

        yield return Canonical(_walk.ChoicesOf(_walk.Ends.MaxBy(end => end.Key.Width).Value));
    }

    private Architecture Canonical(int[] choices) => _space.Decisions.Canonical(choices);

    private sealed record Entries(BodyStep.Layer Layer, ImmutableArray<(int Width, Way Way)> Widest);
}
