using NasStudio.Core.Experiments;
using NasStudio.Core.Sampling;
using NasStudio.Core.Tests.Decisions;

namespace NasStudio.Core.Tests.Sampling;

/// <summary>What every registered sampler must do.</summary>
public sealed class SamplerContractTests
{
    private static readonly SamplerSetting Setting = ExampleSettings.Widths;

    public static TheoryData<string> Samplers => [.. SubnetSamplers.Names];

    [Theory]
    [MemberData(nameof(Samplers))]
    public void Draw_SameSeedAndObservations_GivesTheSame(string name) =>
        Assert.Equal(Play(Create(name), 0, 100), Play(Create(name), 0, 100));

    [Theory]
    [MemberData(nameof(Samplers))]
    public void Draw_OtherSeedOrStep_GivesOtherDraws(string name)
    {
        Assert.NotEqual(Play(Create(name, seed: 1), 0, 20), Play(Create(name, seed: 2), 0, 20));
        Assert.True(Play(Create(name), 0, 100).Distinct().Count() > 5);
    }

    [Theory]
    [MemberData(nameof(Samplers))]
    public void Save_AnyStep_LoadedSamplerGoesOnWithTheSame(string name)
    {
        foreach (var step in new[] { 0, 1, 37 })
        {
            var uninterrupted = Create(name);
            Play(uninterrupted, 0, step);
            var resumed = Create(name);
            resumed.Load(uninterrupted.Save());

            Assert.Equal(Play(uninterrupted, step, 100), Play(resumed, step, 100));
        }
    }

    [Theory]
    [MemberData(nameof(Samplers))]
    public void Load_StateOfNoSampler_IsRefused(string name) =>
        Assert.Throws<FormatException>(() => Create(name).Load("nothing of the kind"));

    [Theory]
    [MemberData(nameof(Samplers))]
    public void Draw_AnyStep_StaysInTheSpaceAndEveryTargetHasATeacher(string name)
    {
        var all = ExampleSpaces.BruteForce(Setting.Space);
        var sampler = Create(name);
        for (var step = 0L; step < 200; step++)
        {
            var draws = sampler.Draw(step);
            Assert.NotEmpty(draws.Draws);
            Assert.All(draws.Draws, draw => Assert.Contains(draw.Architecture, all));
            Assert.All(draws.Scored, scored => Assert.Contains(scored, all));
            Assert.Equal(draws.Scored.Distinct(), draws.Scored);
            Assert.True(draws.Draws.All(draw => draw.Target is not DrawTarget.Largest) || draws.Draws.Any(draw => draw is { Role: DrawRole.Largest, Target: DrawTarget.Labels }));
            Assert.Contains(draws.Draws, draw => draw.Target is DrawTarget.Labels);
            sampler.Observe(Losses(step, draws));
        }
    }

    [Theory]
    [MemberData(nameof(Samplers))]
    public void Draw_SamplerWithLevels_EveryDrawLiesInsideItsLevel(string name)
    {
        var sampler = Create(name);
        for (var step = 0L; step < 200; step++)
        {
            var draws = sampler.Draw(step);
            Assert.All(draws.Draws, draw => Assert.Equal(sampler.Levels is not null, draw.Level is not null));
            foreach (var draw in draws.Draws.Where(draw => draw is { Level: not null, Role: DrawRole.Random }))
            {
                Assert.True(sampler.Levels!.Pools[draw.Level!.Value].Level.Contains(Setting.Macs(draw.Architecture)));
            }

            sampler.Observe(Losses(step, draws));
        }
    }

    [Theory]
    [InlineData("sandwich")]
    [InlineData("uniform")]
    public void Draw_ManyStepsWithoutLevels_ReachesEveryArchitecture(string name)
    {
        var sampler = Create(name);
        var drawn = Enumerable.Range(0, 1000).SelectMany(step => sampler.Draw(step).Draws).Select(draw => draw.Architecture).ToHashSet();

        Assert.Equal(ExampleSpaces.BruteForce(Setting.Space), drawn);
    }

    [Fact]
    public void Draw_Sandwich_IsLargestThenRandomThenSmallest()
    {
        var draws = Create("sandwich").Draw(3).Draws;

        Assert.Equal([DrawRole.Largest, DrawRole.Random, DrawRole.Random, DrawRole.Random, DrawRole.Smallest], draws.Select(draw => draw.Role));
        Assert.Equal(DrawTarget.Labels, draws[0].Target);
        Assert.All(draws.Skip(1), draw => Assert.Equal(DrawTarget.Largest, draw.Target));
        Assert.Equal(Setting.Largest, draws[0].Architecture);
        Assert.Equal(Setting.Smallest, draws[^1].Architecture);
    }

    [Fact]
    public void Draw_SandwichThatDistilsLater_BeginsWithLabelsAlone()
    {
        var sampler = SubnetSamplers.Create(new SamplerOptions("sandwich") { DistillAfter = 0.1 }, Setting);

        Assert.All(sampler.Draw(59).Draws, draw => Assert.Equal(DrawTarget.Labels, draw.Target));
        Assert.All(sampler.Draw(60).Draws.Skip(1), draw => Assert.Equal(DrawTarget.Largest, draw.Target));
    }

    [Fact]
    public void Draw_Uniform_IsRandomOnLabels() =>
        Assert.Equal(
            [(DrawRole.Random, DrawTarget.Labels), (DrawRole.Random, DrawTarget.Labels), (DrawRole.Random, DrawTarget.Labels)],
            Create("uniform").Draw(3).Draws.Select(draw => (draw.Role, draw.Target)));

    [Theory]
    [InlineData("complexity-aware")]
    [InlineData("performance-aware")]
    public void Draw_Levels_IsRandomOnLabelsThenTheSmallestOnTheirMean(string name)
    {
        var draws = Create(name).Draw(0).Draws;

        Assert.Equal([DrawRole.Random, DrawRole.Random, DrawRole.Random, DrawRole.Smallest], draws.Select(draw => draw.Role));
        Assert.Equal([DrawTarget.Labels, DrawTarget.Labels, DrawTarget.Labels, DrawTarget.MeanOfDraws], draws.Select(draw => draw.Target));
        Assert.Single(draws.Select(draw => draw.Level).Distinct());
    }

    [Fact]
    public void Draw_SameSeed_GivesTheRecordedDraws()
    {
        var setting = Setting with { Seed = 42, Largest = Setting.Space.Canonical([2, 2, 1, 1]) };

        Assert.Equal("17:Largest 5:Random b:Random l:Random 0:Smallest", Print(SubnetSamplers.Create(new("sandwich", 3), setting).Draw(7)));
        Assert.Equal("17:Random 15:Random b:Random", Print(SubnetSamplers.Create(new("uniform", 3), setting).Draw(7)));
    }

    [Fact]
    public void Create_UnknownName_NamesTheKnown()
    {
        var error = Assert.Throws<ArgumentException>(() => Create("attentive"));

        Assert.Contains("sandwich, uniform", error.Message, StringComparison.Ordinal);
    }

    private static ISubnetSampler Create(string name, ulong seed = 1) =>
        SubnetSamplers.Create(new SamplerOptions(name, RandomSubnets: 3) { Bank = new() { Capacity = 3 } }, Setting with { Seed = seed });

    private static List<string> Play(ISubnetSampler sampler, int first, int end)
    {
        var played = new List<string>();
        for (var step = first; step < end; step++)
        {
            var draws = sampler.Draw(step);
            played.Add($"{Print(draws)} | {string.Join(' ', draws.Scored)}");
            sampler.Observe(Losses(step, draws));
        }

        return played;
    }

    private static StepLosses Losses(long step, StepDraws draws) =>
        new(step, [.. draws.Draws.Select(_ => 1.0)], [.. draws.Scored.Select(subnet => (subnet.Choices.Sum() / 7.0) + (step / 13.0))]);

    private static string Print(StepDraws draws) => string.Join(' ', draws.Draws.Select(draw => $"{draw.Architecture}:{draw.Role}"));
}
