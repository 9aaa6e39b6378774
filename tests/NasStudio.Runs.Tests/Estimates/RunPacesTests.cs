using NasStudio.Runs.Estimates;

namespace NasStudio.Runs.Tests.Estimates;

public sealed class RunPacesTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("nasstudio-paces-");

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public void Add_ThenOf_AreThoseOfTheMachineTheNewestFirst()
    {
        var paces = new RunPaces(_home.FullName);
        Assert.Empty(paces.Of(FakePaces.Machine));
        paces.Add(FakePaces.Pace(1, 1e6));
        paces.Add(FakePaces.Pace(2, 1e6) with { Measured = DateTimeOffset.UnixEpoch.AddDays(1) });
        paces.Add(FakePaces.Pace(3, 1e6) with { Machine = "another" });
        Assert.Equal([2, 1], new RunPaces(_home.FullName).Of(FakePaces.Machine).Select(pace => pace.Training!.Middle));
    }

    [Fact]
    public void Add_BeyondWhatIsKept_ForgetsTheOldest()
    {
        var paces = new RunPaces(_home.FullName);
        for (var i = 0; i < RunPaces.Kept + 3; i++)
        {
            paces.Add(FakePaces.Pace(i + 1, 1e6));
        }

        Assert.Equal(RunPaces.Kept, paces.Of(FakePaces.Machine).Count);
        Assert.Equal(4, paces.Of(FakePaces.Machine).Min(pace => pace.Training!.Middle));
    }

    [Fact]
    public void Of_AFileThatIsNoJson_CountsAsNone()
    {
        var folder = _home.CreateSubdirectory("calibration");
        File.WriteAllText(Path.Combine(folder.FullName, "run-pace.json"), "half a fi");
        var paces = new RunPaces(_home.FullName);
        Assert.Empty(paces.Of(FakePaces.Machine));
        paces.Add(FakePaces.Pace(1, 1e6));
        Assert.Single(paces.Of(FakePaces.Machine));
    }

    [Fact]
    public void StagePace_OfParts_HasTheTenthsAndTheMeanByWork()
    {
        var parts = Enumerable.Range(1, 11).Select(i => ((double)i, 1.0, 100.0)).Append((78, 2.0, 200.0)).ToList();
        var pace = StagePace.Of(parts)!;
        Assert.Equal(2, pace.Low);
        Assert.Equal((66.0 + 78) / 13, pace.Middle, 12);
        Assert.Equal(11, pace.High);
        Assert.Equal(1500.0 / 13, pace.Macs, 12);
        Assert.Null(StagePace.Of([]));
    }
}
