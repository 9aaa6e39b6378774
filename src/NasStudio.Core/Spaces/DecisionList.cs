using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Documents;

namespace NasStudio.Core.Spaces;

/// <summary>The decisions of a space in the making, in order.</summary>
internal sealed class DecisionList
{
    private readonly ImmutableArray<Decision>.Builder _decisions = ImmutableArray.CreateBuilder<Decision>();

    public int Count => _decisions.Count;

    public Decision this[int index] => _decisions[index];

    /// <summary>A decision where there are several choices (or always), otherwise a fixed value.</summary>
    public SpaceField Add(string name, ValueList<Choice> choices, bool always = false, params ImmutableArray<Condition> activeWhen)
    {
        if (choices.Count == 1 && !always)
        {
            return new(-1, choices);
        }

        _decisions.Add(new Decision(name, [.. choices], activeWhen));
        return new(_decisions.Count - 1, choices);
    }

    /// <summary>The index of a decision, or −1.</summary>
    public int IndexOf(string name)
    {
        for (var index = 0; index < _decisions.Count; index++)
        {
            if (_decisions[index].Name == name)
            {
                return index;
            }
        }

        return -1;
    }

    public ImmutableArray<Decision> ToImmutable() => _decisions.ToImmutable();
}
