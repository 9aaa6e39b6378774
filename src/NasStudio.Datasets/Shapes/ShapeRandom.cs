using NasStudio.Core.Randomness;

namespace NasStudio.Datasets.Shapes;

internal static class ShapeRandom
{
    /// <summary>Uniform in [0, 1).</summary>
    public static float NextSingle(this SeededRandom random) => (float)random.NextDouble();

    public static float Next(this SeededRandom random, Interval interval) => interval.Minimum + ((interval.Maximum - interval.Minimum) * random.NextSingle());

    /// <summary>Uniform in [−1, 1).</summary>
    public static float NextSigned(this SeededRandom random) => (2 * random.NextSingle()) - 1;

    /// <summary>
    /// Nearly normal with standard deviation 1: the sum of four uniform 16-bit numbers (Irwin-Hall), one draw each, which
    /// is what a pixel's noise needs at a tenth of the time of an exact normal.
    /// </summary>
    public static float NextNoise(this SeededRandom random)
    {
        var bits = random.NextUInt64();
        var sum = (int)((bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48));
        return ((sum / 65536f) - 2) * 1.7320508f;
    }
}
