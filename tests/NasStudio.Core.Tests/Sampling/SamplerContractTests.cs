using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Sampling;
using NasStudio.Core.Tests.Decisions;

namespace NasStudio.Core.Tests.Sampling;

/// <summary>What every registered sampler must do.</summary>
public sealed class SamplerContractTests
{
    private static readonly DecisionSpace Space = ExampleSpaces.Widths;
    private static readonly Architecture Smallest = Space.First();
    private static readonly Architecture Largest = Space.Canonical([2, 2, 1, 1]);

    public static TheoryData<string> Samplers => [.. SubnetSamplers.Names];

    [Theory]
    [MemberData(nameof(Samplers))]
    public void Draw_SameStepInAnyOrder_GivesTheSame(string name)
    {
        var forwards = Create(name);
        var backwards = Create(name);

        var expected = Enumerable.Range(0, 50).Select(step => Print(forwards.Draw(step))).ToList();

        Assert.Equal(expected.AsEnumerable().Reverse(), Enumerable.Range(0, 50).Reverse().Select(step => Print(backwards.Draw(step))));
    }

    [Theory]
    [MemberData(nameof(Samplers))]
    public void Draw_OtherSeedOrStep_GivesOtherDraws(string name)
    {
        Assert.NotEqual(Play(Create(name, seed: 1)), Play(Create(name, seed: 2)));
        Assert.True(Enumerable.Range(0, 20).Select(step => Print(Create(name).Draw(step))).Distinct().Count() > 5);
    }

    [Theory]
    [MemberData(nameof(Samplers))]
    public void Draw_AnyStep_StaysInTheSpaceAndTeachesBeforeItDistils(string name)
    {
        var all = ExampleSpaces.BruteForce(Space);
        var sampler = Create(name);

        for (var step = 0L; step < 200; step++)
        {
            var draws = sampler.Draw(step);
            Assert.NotEmpty(draws);
            Assert.All(draws, draw => Assert.Contains(draw.Architecture, all));
            Assert.All(draws, draw => Assert.Equal(draw.Role is DrawRole.Largest, draw.Architecture.Equals(Largest) && !draw.Distill && draw == draws[0] && name == "sandwich"));
            Assert.True(!draws.Any(draw => draw.Distill) || draws[0] is { Role: DrawRole.Largest, Distill: false });
        }
    }

    [Theory]
    [MemberData(nameof(Samplers))]
    public void Draw_ManySteps_ReachesEveryArchitecture(string name)
    {
        var sampler = Create(name);
        var drawn = Enumerable.Range(0, 1000).SelectMany(step => sampler.Draw(step)).Select(draw => draw.Architecture).ToHashSet();

        Assert.Equal(ExampleSpaces.BruteForce(Space), drawn);
    }

    [Fact]
    public void Draw_Sandwich_IsLargestThenRandomThenSmallest()
    {
        var draws = Create("sandwich").Draw(3);

        Assert.Equal([DrawRole.Largest, DrawRole.Random, DrawRole.Random, DrawRole.Random, DrawRole.Smallest], draws.Select(draw => draw.Role));
        Assert.Equal([false, true, true, true, true], draws.Select(draw => draw.Distill));
        Assert.Equal(Largest, draws[0].Architecture);
        Assert.Equal(Smallest, draws[^1].Architecture);
    }

    [Fact]
    public void Draw_Uniform_IsRandomOnLabels() =>
        Assert.Equal(
            [(DrawRole.Random, false), (DrawRole.Random, false), (DrawRole.Random, false)],
            Create("uniform").Draw(3).Select(draw => (draw.Role, draw.Distill)));

    [Fact]
    public void Draw_SameSeed_GivesTheRecordedDraws()
    {
        Assert.Equal("17:Largest 5:Random b:Random l:Random 0:Smallest", Print(Create("sandwich", seed: 42).Draw(7)));
        Assert.Equal("17:Random 15:Random b:Random", Print(Create("uniform", seed: 42).Draw(7)));
    }

    [Fact]
    public void Create_UnknownName_NamesTheKnown()
    {
        var error = Assert.Throws<ArgumentException>(() => Create("attentive"));

        Assert.Contains("sandwich, uniform", error.Message, StringComparison.Ordinal);
    }

    private static ISubnetSampler Create(string name, ulong seed = 1) =>
        SubnetSamplers.Create(new SamplerOptions(name, RandomSubnets: 3), Space, Smallest, Largest, seed);

    private static string Play(ISubnetSampler sampler) => string.Join('|', Enumerable.Range(0, 20).Select(step => Print(sampler.Draw(step))));

    private static string Print(IEnumerable<Draw> draws) => string.Join(' ', draws.Select(draw => $"{draw.Architecture}:{draw.Role}"));
}
