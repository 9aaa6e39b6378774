using NasStudio.Core.Networks;
using NasStudio.Core.Randomness;

namespace NasStudio.Torch.Supernets;

/// <summary>Fills fresh parameters: a pure function of seed and parameter name, so that a new layer never shifts another one.</summary>
internal static class ParameterInitialization
{
    public static void Fill(Span<float> values, ReadOnlySpan<long> sizes, Initialization initialization, ulong seed, string name)
    {
        var random = new SeededRandom(seed, $"parameter {name}");
        switch (initialization)
        {
            case Initialization.KaimingDefault:
                FillNormal(values, Math.Sqrt(1 / (3 * FanIn(sizes))), double.PositiveInfinity, random);
                break;
            case Initialization.LecunNormal:
                FillNormal(values, Math.Sqrt(1 / FanIn(sizes)), 2, random);
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

    /// <summary>Inputs of one output: weights are [out, in] or [out, in / groups, k, k].</summary>
    private static double FanIn(ReadOnlySpan<long> sizes)
    {
        double product = 1;
        foreach (var size in sizes[1..])
        {
            product *= size;
        }

        return product;
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
