using System.Collections.Immutable;

namespace NasStudio.Core.Decisions;

/// <summary>
/// A canonical vector of choice indices, one per decision; a decision that another choice switches off has index 0. Two
/// architectures that describe the same network are equal and share one <see cref="Id"/>. Made by a <see cref="DecisionSpace"/>.
/// </summary>
public sealed class Architecture : IEquatable<Architecture>
{
    private readonly int _hash;

    internal Architecture(ImmutableArray<int> choices, string id)
    {
        Choices = choices;
        Id = id;
        _hash = StringComparer.Ordinal.GetHashCode(id);
    }

    public ImmutableArray<int> Choices { get; }

    /// <summary>Printable, [0-9a-z], unique within its space: the mixed-radix number of the choices in base 36.</summary>
    public string Id { get; }

    public bool Equals(Architecture? other) => other is not null && Choices.SequenceEqual(other.Choices);

    public override bool Equals(object? obj) => Equals(obj as Architecture);

    public override int GetHashCode() => _hash;

    public override string ToString() => Id;
}
