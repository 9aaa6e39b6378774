using System.Text.Json.Nodes;
using NasStudio.Core.Networks;
using NasStudio.Core.Randomness;
using NasStudio.Export.Latency;
using NasStudio.Export.Onnx;
using NasStudio.Export.Tests.Onnx;

namespace NasStudio.Export.Tests.Latency;

public sealed class LatencyMeterTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("nasstudio-latency-").FullName;

    private string CalibrationFile => Path.Combine(_home, "calibration", "latency-reference.json");

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void Measure_ANetwork_TellsHowItWasObtained()
    {
        using var meter = LatencyMeter.Open(_home);

        var (milliseconds, origin) = meter.Measure(Net(8), trials: 3, TestContext.Current.CancellationToken);

        Assert.InRange(milliseconds, 1e-6, 1_000);
        Assert.Equal(("measured", 1, 200, 30, 3), (origin.Origin, origin.Threads, origin.WarmUpRuns, origin.Runs, origin.Trials));
        Assert.Matches(@"^ONNX Runtime \d+\.\d+\.\d+", origin.Runtime);
        Assert.NotEmpty(origin.Device);
        Assert.InRange(origin.MedianMs, 1e-6, origin.P90Ms);
        Assert.True(origin.RelativeSpread >= 0);
        Assert.True(origin.ReferenceMs > 0);
    }

    [Fact]
    public void Measure_NetworkOfManyTimesTheWork_TakesLonger()
    {
        using var meter = LatencyMeter.Open(_home);

        var small = meter.Measure(Net(8), 2, TestContext.Current.CancellationToken);
        var large = meter.Measure(Net(256), 2, TestContext.Current.CancellationToken);

        Assert.True(large.Milliseconds > 2 * small.Milliseconds);
    }

    [Fact]
    public void Open_CalibratedHome_UsesTheKeptValue()
    {
        LatencyMeter.Open(_home).Dispose();
        var kept = JsonNode.Parse(File.ReadAllText(CalibrationFile))!;
        kept[0]!["milliseconds"] = 123.5;
        File.WriteAllText(CalibrationFile, kept.ToJsonString());

        using var meter = LatencyMeter.Open(_home);

        Assert.Equal(123.5, meter.Measure(Net(8), 2, TestContext.Current.CancellationToken).Origin.ReferenceMs);
    }

    [Fact]
    public void Open_CalibrationOfAnotherMachine_KeepsItAndAddsItsOwn()
    {
        LatencyMeter.Open(_home).Dispose();
        var kept = JsonNode.Parse(File.ReadAllText(CalibrationFile))!;
        kept[0]!["device"] = "another processor";
        File.WriteAllText(CalibrationFile, kept.ToJsonString());

        LatencyMeter.Open(_home).Dispose();

        var calibrations = JsonNode.Parse(File.ReadAllText(CalibrationFile))!.AsArray();
        Assert.Equal(2, calibrations.Count);
        Assert.Equal("another processor", (string?)calibrations[0]!["device"]);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(CalibrationFile)!));
    }

    [Fact]
    public void Open_UnreadableCalibration_IsMeasuredAnew()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(CalibrationFile)!);
        File.WriteAllText(CalibrationFile, "[{");

        LatencyMeter.Open(_home).Dispose();

        Assert.Single(JsonNode.Parse(File.ReadAllText(CalibrationFile))!.AsArray());
    }

    [Fact]
    public void Measure_Canceled_Throws()
    {
        using var meter = LatencyMeter.Open(_home);

        Assert.Throws<OperationCanceledException>(() => meter.Measure(Net(8), 2, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Measure_OneTrial_HasNoHalvesAndThrows()
    {
        using var meter = LatencyMeter.Open(_home);

        Assert.Throws<ArgumentOutOfRangeException>(() => meter.Measure(Net(8), 1, TestContext.Current.CancellationToken));
    }

    private static byte[] Net(int width)
    {
        var builder = new NetworkBuilder(new(1, 16, 16, 2));
        var x = builder.Convolution("b", builder.Convolution("a", builder.Input, width, 3), width, 3);
        builder.Linear("head", builder.Mean("mean", x), 2);
        return OnnxWriter.Write(builder.Build(), RandomWeights.Of(builder.Build(), new SeededRandom(1, "weights")));
    }
}
