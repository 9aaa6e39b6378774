using NasStudio.Core.Networks;
using NasStudio.Core.Randomness;

namespace NasStudio.Torch.Supernets;

/// <summary>Fills fresh parameters: a pure function of seed and parameter name, so that a new layer never shifts another one.</summary>
internal static class ParameterInitialization
{
    private const double TruncatedNormalDeviation = 0.02;

    public static void Fill(Span<float> values, ReadOnlySpan<long> sizes, Initialization initialization, ulong seed, string name)
    {
        var random = new SeededRandom(seed, $"parameter {name}");
        switch (initialization)
        {
            case Initialization.HeFanOut:
                FillNormal(values, Math.Sqrt(2 / FanOut(sizes)), double.PositiveInfinity, random);
                break;
            case Initialization.TruncatedNormal:
                FillNormal(values, TruncatedNormalDeviation, 2, random);
                break;
            case Initialization.Zeros:
                values.Clear();
                break;
            case Initialization.Ones:
                values.Fill(1);
                break;
            default:
                throw new NotSupportedException($"{name}: no way to initialise as {initialization}.");
        }
    }

    /// <summary>
    /// Kernel positions × outputs a group. A depthwise weight [C, 1, k, k] has one output a group, whatever C; of other
    /// grouped convolutions the group count does not show in the weight, and all outputs are counted.
    /// </summary>
    private static double FanOut(ReadOnlySpan<long> sizes)
    {
        double positions = sizes.Length == 4 ? sizes[2] * sizes[3] : 1;
        return sizes[1] == 1 && positions > 1 ? positions : sizes[0] * positions;
    }

    private static void FillNormal(Span<float> values, double deviation, double cut, SeededRandom random)
    {
        foreach (ref var value in values)
        {
            double draw;
            do
            {
                draw = random.NextGaussian();
            }
            while (Math.Abs(draw) > cut);
            value = (float)(draw * deviation);
        }
    }
}
