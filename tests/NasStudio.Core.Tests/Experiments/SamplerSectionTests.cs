using NasStudio.Core.Documents;
using NasStudio.Core.Experiments;

namespace NasStudio.Core.Tests.Experiments;

public sealed class SamplerSectionTests
{
    private const string EveryField = """
        {
          "name": "performance-aware", "randomSubnets": 4, "mode": "adjacent", "levels": [200000, 400000, 1000000], "window": 0.5,
          "smallest": "hierarchical", "smallestSubnets": 2,
          "bank": { "capacity": 20, "pick": "best", "exploitFirst": 0.1, "exploitLast": 0.7, "candidates": 3 }
        }
        """;

    [Fact]
    public void Read_EveryFieldGiven_TakesEach() => Assert.Equal(
        new SamplerOptions("performance-aware", 4)
        {
            Levels = new() { Mode = "adjacent", Macs = [200_000, 400_000, 1_000_000], Window = 0.5, SmallestSubnets = 2 },
            Bank = new() { Capacity = 20, Pick = "best", ExploitFirst = 0.1, ExploitLast = 0.7, Candidates = 3 },
        },
        Read(EveryField).Training.Sampler);

    [Fact]
    public void Read_NameAlone_FillsInThreeDrawsAndFiveLevels()
    {
        var sampler = Read("""{ "name": "complexity-aware" }""").Training.Sampler;

        Assert.Equal(new SamplerOptions("complexity-aware", 3), sampler);
        Assert.Equal((5, 0.15, 3, "adjacent-step"), (sampler.Levels.Count, sampler.Levels.Window, sampler.Levels.SmallestCount, sampler.Levels.Mode));
    }

    [Theory]
    [InlineData(EveryField)]
    [InlineData("""{ "name": "complexity-aware", "levels": 7, "smallest": "one", "mode": "cyclic" }""")]
    [InlineData("""{ "name": "performance-aware" }""")]
    [InlineData("""{ "name": "sandwich", "distillAfter": 0.25 }""")]
    [InlineData("""{ "name": "uniform", "randomSubnets": 1 }""")]
    public void Write_AnySampler_ReadsBackEqual(string sampler)
    {
        var experiment = Read(sampler);

        Assert.Equal(experiment, ExampleExperiments.Reader.Read(ExperimentWriter.Write(experiment)));
    }

    [Theory]
    [InlineData("""{ "name": "uniform", "levels": 5 }""", "levels", "Unknown property; known here are name, randomSubnets")]
    [InlineData("""{ "name": "uniform", "distillAfter": 0.1 }""", "distillAfter", "Unknown property")]
    [InlineData("""{ "name": "complexity-aware", "bank": {} }""", "bank", "Unknown property")]
    [InlineData("""{ "name": "complexity-aware", "smallest": "one", "smallestSubnets": 3 }""", "smallestSubnets", "Unknown property")]
    [InlineData("""{ "name": "complexity-aware", "randomSubnets": 0 }""", "randomSubnets", "nothing to train; use 1 to 16")]
    [InlineData("""{ "name": "complexity-aware", "levels": 0 }""", "levels", "from 1 to 64")]
    [InlineData("""{ "name": "complexity-aware", "levels": [] }""", "levels", "0 levels are listed")]
    [InlineData("""{ "name": "complexity-aware", "levels": [5, 5] }""", "levels[1]", "5 is not above the 5 before it")]
    [InlineData("""{ "name": "complexity-aware", "levels": [0.5] }""", "levels[0]", "0.5 is not allowed")]
    [InlineData("""{ "name": "complexity-aware", "mode": "walk" }""", "mode", "one of adjacent-step, random-step, adjacent, random, cyclic")]
    [InlineData("""{ "name": "complexity-aware", "window": 0 }""", "window", "from 0.001 to 1")]
    [InlineData("""{ "name": "performance-aware", "bank": { "pick": "worst" } }""", "bank.pick", "one of weighted, uniform, best")]
    [InlineData("""{ "name": "performance-aware", "bank": { "exploitLast": 1.5 } }""", "bank.exploitLast", "from 0 to 1")]
    [InlineData("""{ "name": "sandwich", "distillAfter": 2 }""", "distillAfter", "from 0 to 1")]
    [InlineData("""{ "name": "complexity-aware", "levels": [200000, 9000000000] }""", "levels[1]", "No subnet has 9000000000 to 10350000000 MACs; the nearest have ")]
    public void Read_OnePlaceBroken_SaysWhereWhatAndTheWayOut(string sampler, string path, string message)
    {
        var error = Assert.Single(Assert.Throws<DocumentException>(() => Read(sampler)).Errors);

        Assert.Equal($"training.sampler.{path}", error.Path);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static ExperimentDocument Read(string sampler) =>
        ExampleExperiments.Reader.Read(ExampleExperiments.With(ExampleExperiments.Shortest, "training.sampler", sampler));
}
