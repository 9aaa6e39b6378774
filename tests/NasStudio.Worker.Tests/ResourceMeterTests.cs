using NasStudio.Runs.Protocol;

namespace NasStudio.Worker.Tests;

public sealed class ResourceMeterTests
{
    private readonly Clock _clock = new();

    [Fact]
    public void Read_BeforeFiveSecondsHavePassed_Nothing()
    {
        var meter = new ResourceMeter(_clock);
        _clock.Pass(TimeSpan.FromSeconds(4.9));
        Assert.Empty(meter.Read());
    }

    [Fact]
    public void Read_AfterFiveSeconds_TellsProcessorsAndMemoryAtThatTime()
    {
        var meter = new ResourceMeter(_clock);
        _clock.Pass(TimeSpan.FromSeconds(5));
        var read = meter.Read().ToDictionary(metric => metric.Name, StringComparer.Ordinal);

        Assert.InRange(read[MetricNames.Processors].Value, 0, 1);
        Assert.InRange(read[MetricNames.Memory].Value, 1 << 20, 1L << 40);
        Assert.All(read.Values, metric => Assert.Equal(_clock.GetUtcNow().ToUnixTimeMilliseconds(), metric.Step));
        Assert.Empty(meter.Read());
    }

    [Fact]
    public void Read_ThroughADay_StaysWithinAFewThousandPoints()
    {
        var meter = new ResourceMeter(_clock);
        var points = 0;
        for (var second = 0; second < 86_400; second++)
        {
            _clock.Pass(TimeSpan.FromSeconds(1));
            points += meter.Read().Count(metric => metric.Name == MetricNames.Memory);
        }

        Assert.InRange(points, 1_500, 3_000);
    }

    private sealed class Clock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan span) => _now += span;

        public override DateTimeOffset GetUtcNow() => _now;

        public override long GetTimestamp() => _now.Ticks;
    }
}
