using NasStudio.Core.Search;
using NasStudio.Core.Tests.Decisions;

namespace NasStudio.Core.Tests.Search;

public sealed class RandomStrategyTests
{
    [Fact]
    public void Ask_OneByOne_GivesTheSameAsAllAtOnce()
    {
        var atOnce = new RandomStrategy(ExampleSpaces.Widths, seed: 5).Ask(12);
        var strategy = new RandomStrategy(ExampleSpaces.Widths, seed: 5);

        Assert.Equal(atOnce, Enumerable.Range(0, 12).SelectMany(_ => strategy.Ask(1)));
    }

    [Fact]
    public void Ask_SameSeed_GivesTheRecordedProposals() =>
        Assert.Equal("28hwu 3u8wh 2k0y1 9xiy9 9bdk6 6dozc", string.Join(' ', new RandomStrategy(ExampleSpaces.Large, seed: 42).Ask(6)));
}
