using System.Collections.Concurrent;

namespace NasStudio.Core.Decisions;

/// <summary>
/// Answers whether choices made so far can still be completed to an architecture within the constraints. Exact: a search over
/// the decisions that bear on a constraint, remembering for each position only what later decisions look back at, so chains
/// of widths cost (choices)² and not (choices)^length. Safe for several threads.
/// </summary>
internal sealed class ConstraintCompletion
{
    private readonly DecisionSpace _space;

    /// <summary>Decisions that are constrained, or that switch a constrained one on or off, ascending.</summary>
    private readonly int[] _relevant;

    /// <summary>For a position in <see cref="_relevant"/>: its index there by decision, or −1.</summary>
    private readonly int[] _positions;

    /// <summary>For each position: the relevant decisions before it that a constraint or condition at or after it refers to.</summary>
    private readonly int[][] _frontiers;

    /// <summary>For each position: the constraints that are settled once it is decided.</summary>
    private readonly Nondecreasing[][] _settled;
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    public ConstraintCompletion(DecisionSpace space)
    {
        _space = space;
        var relevant = new SortedSet<int>();
        foreach (var (first, second) in space.Constraints)
        {
            AddWithConditions(first, relevant);
            AddWithConditions(second, relevant);
        }

        _relevant = [.. relevant];
        _positions = [.. Enumerable.Range(0, space.Decisions.Length).Select(decision => Array.BinarySearch(_relevant, decision))];
        _settled = [.. _relevant.Select(decision => space.Constraints.Where(constraint => Math.Max(constraint.First, constraint.Second) == decision).ToArray())];
        _frontiers = [.. Enumerable.Range(0, _relevant.Length).Select(Frontier)];
    }

    /// <summary>
    /// Whether an architecture within the constraints starts with <c>choices[..decision]</c> (canonical, within the constraints
    /// and itself completable) followed by this choice. Later entries of <paramref name="choices"/> are overwritten.
    /// </summary>
    public bool Allows(int[] choices, int decision, int choice)
    {
        var position = _positions[decision];
        if (position < 0)
        {
            return true;
        }

        choices[decision] = choice;
        return Settles(choices, position) && Completes(choices, position + 1);
    }

    /// <summary>Whether the space holds any architecture.</summary>
    public bool Any() => Completes(new int[_space.Decisions.Length], 0);

    private bool Completes(int[] choices, int position)
    {
        if (position == _relevant.Length)
        {
            return true;
        }

        var key = Key(choices, position);
        if (!_known.TryGetValue(key, out var completes))
        {
            completes = Search(choices, position);
            _known[key] = completes;
        }

        return completes;
    }

    private bool Search(int[] choices, int position)
    {
        var decision = _relevant[position];
        var count = _space.IsActive(choices, decision) ? _space.Decisions[decision].Choices.Length : 1;
        for (var choice = 0; choice < count; choice++)
        {
            choices[decision] = choice;
            if (Settles(choices, position) && Completes(choices, position + 1))
            {
                return true;
            }
        }

        return false;
    }

    private bool Settles(int[] choices, int position)
    {
        foreach (var constraint in _settled[position])
        {
            if (!_space.Satisfies(choices, constraint))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>An inactive decision is told apart from one at its first choice: conditions treat them differently.</summary>
    private string Key(int[] choices, int position)
    {
        var frontier = _frontiers[position];
        return string.Create(frontier.Length + 1, (choices, position, frontier, _space), static (key, state) =>
        {
            key[0] = (char)state.position;
            for (var i = 0; i < state.frontier.Length; i++)
            {
                var decision = state.frontier[i];
                key[i + 1] = state._space.IsActive(state.choices, decision) ? (char)(state.choices[decision] + 1) : '\0';
            }
        });
    }

    private int[] Frontier(int position)
    {
        var later = _relevant[position..];
        var conditions = later.SelectMany(decision => _space.Decisions[decision].ActiveWhen.Select(condition => condition.Decision));
        var constraints = _space.Constraints
            .Where(constraint => Math.Max(constraint.First, constraint.Second) >= _relevant[position])
            .Select(constraint => Math.Min(constraint.First, constraint.Second));
        return [.. conditions.Concat(constraints).Where(decision => decision < _relevant[position]).Distinct().Order()];
    }

    private void AddWithConditions(int decision, SortedSet<int> relevant)
    {
        if (relevant.Add(decision))
        {
            foreach (var condition in _space.Decisions[decision].ActiveWhen)
            {
                AddWithConditions(condition.Decision, relevant);
            }
        }
    }
}
