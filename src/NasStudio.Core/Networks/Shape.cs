using System.Collections.Immutable;

namespace NasStudio.Core.Networks;

/// <summary>Sizes of one sample, without the batch axis: a map [C, H, W], tokens [N, C] or a vector [C].</summary>
public sealed class Shape : IEquatable<Shape>
{
    public Shape(params ReadOnlySpan<int> sizes)
    {
        foreach (var size in sizes)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, nameof(sizes));
        }

        Sizes = [.. sizes];
    }

    public ImmutableArray<int> Sizes { get; }

    public int Rank => Sizes.Length;

    public int this[Index axis] => Sizes[axis];

    /// <summary>Number of elements of one sample.</summary>
    public long Elements => Sizes.Aggregate(1L, (product, size) => product * size);

    public bool Equals(Shape? other) => other is not null && Sizes.SequenceEqual(other.Sizes);

    public override bool Equals(object? obj) => Equals(obj as Shape);

    public override int GetHashCode() => Sizes.Aggregate(Rank, HashCode.Combine);

    /// <summary>For example "16×14×14".</summary>
    public override string ToString() => string.Join('×', Sizes);
}
