using NasStudio.Core.Costs;
using NasStudio.Core.Decisions;
using NasStudio.Core.Latency;
using NasStudio.Core.Networks;
using NasStudio.Core.Randomness;
using NasStudio.Core.Spaces;

namespace NasStudio.Core.Tests.Latency;

public sealed class LatencyRegressionTests
{
    private static readonly SearchSpace Space = new(BuiltInSpaces.Find("hybrid-tiny")!);
    private static readonly NetworkInput Input = new(1, 28, 28, 10);

    [Fact]
    public void Estimate_LatencyOfMacsAndLayers_IsNearWithTheErrorItTells()
    {
        var regression = Learnt(60, noise: 0.02);
        var random = new SeededRandom(8, "unseen");
        var errors = Enumerable.Range(0, 40).Select(_ => Space.Decisions.Sample(random))
            .Select(architecture => Math.Abs((regression.Estimate(architecture, Expand(architecture)) / Milliseconds(architecture)) - 1))
            .ToList();

        Assert.InRange(errors.Average(), 0, 0.05);
        Assert.InRange(regression.RelativeError!.Value, 0.005, 0.06);
        Assert.InRange(regression.KendallTau!.Value, 0.8, 1);
    }

    [Fact]
    public void Estimate_LatencyOfChance_TellsAnErrorAsLargeAsItIs()
    {
        var regression = Learnt(60, noise: 1);
        regression.Estimate(Space.Smallest, Expand(Space.Smallest));

        Assert.InRange(regression.RelativeError!.Value, 0.2, 2);
    }

    [Fact]
    public void Estimate_TooFewMeasured_SaysHowMany()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Learnt(9, noise: 0).Estimate(Space.Smallest, Expand(Space.Smallest)));

        Assert.Contains("at least 10", error.Message, StringComparison.Ordinal);
    }

    private static LatencyRegression Learnt(int count, double noise)
    {
        var regression = new LatencyRegression(Space.Decisions, Expand(Space.Largest));
        var random = new SeededRandom(3, "measured");
        for (var i = 0; i < count; i++)
        {
            var architecture = Space.Decisions.Sample(random);
            regression.Learn(architecture, Expand(architecture), Milliseconds(architecture) * (1 + (noise * (random.NextDouble() - 0.5))));
        }

        return regression;
    }

    private static double Milliseconds(Architecture architecture) => 0.05 + (NetworkCost.MacsOf(Expand(architecture)) * 1e-7) + (Expand(architecture).Layers.Length * 0.002);

    private static Network Expand(Architecture architecture) => Space.Expand(architecture, Input);
}
