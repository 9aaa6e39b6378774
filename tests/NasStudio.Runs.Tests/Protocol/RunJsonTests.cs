using System.Text.Json;
using NasStudio.Core.Experiments;
using NasStudio.Runs.Protocol;

namespace NasStudio.Runs.Tests.Protocol;

public sealed class RunJsonTests
{
    public static TheoryData<RunEvent> Events => [.. new RunEvent[]
    {
        Examples.Progress(0.5), Examples.Metric(3, 0.25), new LogEvent("info", "hello"), new EndEvent("broken"), new EndEvent(null), Examples.Evaluated("a", 0.5, 1, fidelity: Fidelity.Final),
    }];

    [Theory]
    [MemberData(nameof(Events))]
    public void Options_EveryEvent_ReadsBackWhatItWrote(RunEvent entry)
    {
        var numbered = entry with { Seq = 7, Time = DateTimeOffset.UnixEpoch };
        var json = JsonSerializer.Serialize(numbered, RunJson.Options);

        var read = JsonSerializer.Deserialize<RunEvent>(json, RunJson.Options)!;

        Assert.Equal(entry.GetType(), read.GetType());
        Assert.Equal(7, read.Seq);
        Assert.Equal(json, JsonSerializer.Serialize(read, RunJson.Options));
    }

    [Fact]
    public void Options_LossThatIsNoNumber_IsWritten()
    {
        var json = JsonSerializer.Serialize<RunEvent>(Examples.Metric(1, double.NaN), RunJson.Options);

        Assert.Equal(double.NaN, ((MetricEvent)JsonSerializer.Deserialize<RunEvent>(json, RunJson.Options)!).Value);
    }

    [Fact]
    public void Options_KindInLastPlace_IsUnderstood()
    {
        var read = JsonSerializer.Deserialize<RunEvent>("""{ "seq": 1, "level": "info", "message": "x", "kind": "log" }""", RunJson.Options);

        Assert.Equal("x", Assert.IsType<LogEvent>(read).Message);
    }
}
