using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NasStudio.Core.Predictors;

/// <summary>
/// Sums over dense vectors, always in four lanes and without fused multiply-add, whatever the processor has: the same bits
/// on every machine.
/// </summary>
internal static class Vectors
{
    /// <summary>Σ left·right over the length of <paramref name="left"/>.</summary>
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        right = right[..left.Length];
        var lanes = MemoryMarshal.Cast<double, Vector256<double>>(left);
        var others = MemoryMarshal.Cast<double, Vector256<double>>(right);
        var sums = Vector256<double>.Zero;
        for (var i = 0; i < lanes.Length && i < others.Length; i++)
        {
            sums += lanes[i] * others[i];
        }

        var sum = Vector256.Sum(sums);
        for (var i = left.Length & ~3; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    /// <summary>target += factor · source, over the length of <paramref name="source"/>.</summary>
    public static void Add(Span<double> target, double factor, ReadOnlySpan<double> source)
    {
        target = target[..source.Length];
        var lanes = MemoryMarshal.Cast<double, Vector256<double>>(target);
        var others = MemoryMarshal.Cast<double, Vector256<double>>(source);
        for (var i = 0; i < lanes.Length && i < others.Length; i++)
        {
            lanes[i] += others[i] * factor;
        }

        for (var i = source.Length & ~3; i < source.Length; i++)
        {
            target[i] += source[i] * factor;
        }
    }
}
