using NasStudio.Core.Experiments;
using NasStudio.Core.Sampling;
using NasStudio.Core.Sampling.Levels;

namespace NasStudio.Core.Tests.Sampling;

public sealed class PerformanceAwareSamplerTests
{
    private static readonly SamplerSetting Setting = ExampleSettings.Large;
    private static readonly SamplerOptions Options = new("performance-aware", 3) { Levels = new() { Count = 2 }, Bank = new() { Capacity = 8 } };

    [Fact]
    public void Draw_BanksAreEmpty_EveryRandomDrawIsScoredAndInsertedIntoItsLevel()
    {
        var sampler = Create(Options);
        var draws = sampler.Draw(0);
        var level = draws.Draws[0].Level!.Value;
        var drawn = draws.Draws.Where(draw => draw.Role is DrawRole.Random).Select(draw => draw.Architecture).ToList();
        Assert.Equal(drawn.Distinct(), draws.Scored);

        sampler.Observe(new(0, [1, 1, 1, 1], [.. draws.Scored.Select((_, index) => 1.5 + index)]));

        Assert.Equal(draws.Scored, sampler.Banks[level].Entries.Select(entry => entry.Architecture));
        Assert.Equal(draws.Scored.Select((_, index) => -1.5 - index), sampler.Banks[level].Entries.Select(entry => entry.Score));
        Assert.Empty(sampler.Banks[1 - level].Entries);
    }

    [Fact]
    public void Draw_AlwaysExploit_TakesFromAUsableBankAndScoresNothingNew()
    {
        var sampler = Create(Options with { Bank = Options.Bank with { ExploitFirst = 1, ExploitLast = 1, Pick = "best" } });
        Play(sampler, 0, 200);
        var full = sampler.Banks.Count(bank => bank.IsUsable);
        Assert.Equal(2, full);

        for (var step = 201L; step < 215; step++)
        {
            var best = sampler.Banks.Select(bank => bank.Best!.Architecture).ToList();
            var draws = sampler.Draw(step);
            Assert.All(draws.Draws.Where(draw => draw.Role is DrawRole.Random), draw => Assert.Equal(best[draw.Level!.Value], draw.Architecture));
            Assert.True(step % 5 == 0 || draws.Scored.IsEmpty, $"step {step}");
            sampler.Observe(Losses(step, draws));
        }
    }

    /// <summary>Twenty steps an epoch: all banks at its first step, those of the step's level at 5, 10 and 15.</summary>
    [Fact]
    public void Draw_FirstStepAndQuartersOfAnEpoch_ScoreTheBanksAgain()
    {
        var sampler = Create(Options with { Bank = Options.Bank with { ExploitFirst = 1, ExploitLast = 1 } });
        Play(sampler, 0, 199);
        for (var step = 200L; step < 220; step++)
        {
            var before = sampler.Banks.Select(bank => bank.Entries.Select(entry => entry.Architecture).ToList()).ToList();
            var draws = sampler.Draw(step);
            var level = draws.Draws[0].Level!.Value;
            var expected = (step % 20, step % 5) switch
            {
                (0, _) => before.SelectMany(entries => entries).Distinct(),
                (_, 0) => before[level],
                _ => [],
            };
            Assert.Equal(expected, draws.Scored);
            sampler.Observe(new(step, [], [.. draws.Scored.Select(_ => 0.25)]));
            Assert.All(expected, subnet => Assert.Contains(sampler.Banks, bank => bank.Entries.Any(entry => entry.Architecture.Equals(subnet) && entry.Score == -0.25)));
        }
    }

    [Fact]
    public void Draw_ManySteps_BanksKeepSubnetsOfTheirLevelWithTheBestScores()
    {
        var sampler = Create(Options);
        Play(sampler, 0, 400);

        for (var level = 0; level < sampler.Banks.Length; level++)
        {
            Assert.Equal(8, sampler.Banks[level].Entries.Count);
            Assert.All(sampler.Banks[level].Entries, entry => Assert.True(sampler.Levels.Pools[level].Level.Contains(Setting.Macs(entry.Architecture))));
        }
    }

    [Fact]
    public void Draw_Figures_TellLevelExploitationAndBankSizes()
    {
        var sampler = Create(Options);
        Play(sampler, 0, 30);

        var figures = sampler.Draw(31).Figures.ToDictionary();
        Assert.Equal(["bank.0", "bank.1", "exploitation", "level"], figures.Keys.Order());
        Assert.Equal(0.2, figures["exploitation"]);
        Assert.Equal(sampler.Banks[0].Entries.Count, figures["bank.0"]);
    }

    [Fact]
    public void Load_StateOfOtherLevelsOrNone_IsRefused()
    {
        var state = Create(Options).Save();
        ISubnetSampler other = Create(Options with { Levels = new() { Count = 3 } });

        Assert.Contains("other levels", Assert.Throws<FormatException>(() => other.Load(state)).Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => other.Load("level 3"));
        Assert.Throws<FormatException>(() => other.Load("{}"));
    }

    /// <summary>The loss of a subnet is a fixed function of it, so that some are better.</summary>
    private static StepLosses Losses(long step, StepDraws draws) =>
        new(step, [.. draws.Draws.Select(_ => 1.0)], [.. draws.Scored.Select(subnet => subnet.Choices.Sum() / 10.0)]);

    private static void Play(PerformanceAwareSampler sampler, long first, long last)
    {
        for (var step = first; step <= last; step++)
        {
            sampler.Observe(Losses(step, sampler.Draw(step)));
        }
    }

    private static PerformanceAwareSampler Create(SamplerOptions options) =>
        new(Setting, LevelTable.Of(options.Levels, Setting), options);
}
