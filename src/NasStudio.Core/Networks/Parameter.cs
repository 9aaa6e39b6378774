using System.Collections.Immutable;

namespace NasStudio.Core.Networks;

/// <summary>
/// A parameter of a layer: a view of the stored parameter of the same name. Name is "layer.weight", "layer.bias", ...;
/// a supernet stores, axis by axis, the maximum over its subnets.
/// </summary>
public sealed record Parameter(string Name, ImmutableArray<ParameterAxis> Axes, Initialization Initialization)
{
    public Shape Shape => new([.. Axes.Select(axis => axis.Length)]);

    public long Elements => Axes.Aggregate(1L, (product, axis) => product * axis.Length);
}

/// <summary>Where the indices of an axis lie within the stored, widest axis.</summary>
public enum Placement
{
    /// <summary>The first Length indices (weight entanglement).</summary>
    Leading,

    /// <summary>The middle Length indices (a 3×3 kernel in the centre of a 5×5).</summary>
    Centred,
}

/// <summary>One axis of a parameter: its length, and where it lies in the axis of the stored, widest parameter.</summary>
public sealed record ParameterAxis(int Length, Placement Placement = Placement.Leading)
{
    /// <summary>The first index of this view within a stored axis of <paramref name="stored"/> entries.</summary>
    public int Offset(int stored)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stored, Length);
        return Placement is Placement.Centred ? (stored - Length) / 2 : 0;
    }
}

/// <summary>How a fresh parameter is filled.</summary>
public enum Initialization
{
    /// <summary>
    /// Normal, variance 1 / (3 · fan-in), PyTorch's default for convolutions (He et al. 2015 with a = √5). Before a batch norm
    /// the scale only sets how fast a weight turns: smaller learns faster in short trainings.
    /// </summary>
    KaimingDefault,

    /// <summary>Normal, variance 1 / fan-in, truncated at 2σ (LeCun et al. 1998): a fixed σ starves narrow layers.</summary>
    LecunNormal,
    Zeros,
    Ones,
}
