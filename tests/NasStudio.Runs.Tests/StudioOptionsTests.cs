namespace NasStudio.Runs.Tests;

public sealed class StudioOptionsTests
{
    [Fact]
    public void Validated_RelativeHome_IsMadeAbsolute()
    {
        var options = new StudioOptions { Home = ".nasstudio", Data = "" }.Validated();

        Assert.Equal(Path.Combine(Environment.CurrentDirectory, ".nasstudio"), options.Home);
        Assert.Null(options.Data);
    }

    [Fact]
    public void Validated_BrokenValues_SayWhatToWrite()
    {
        var options = new StudioOptions { Home = "/tmp" };

        Assert.Contains("NASSTUDIO_HOME", Refusal(options with { Home = " " }), StringComparison.Ordinal);
        Assert.Contains("0 is less than 1", Refusal(options with { ParallelRuns = 0 }), StringComparison.Ordinal);
        Assert.Contains("00:00:00 and 00:01:00", Refusal(options with { StopGrace = TimeSpan.FromHours(1) }), StringComparison.Ordinal);
    }

    private static string Refusal(StudioOptions options) => Assert.Throws<ArgumentException>(options.Validated).Message;
}
