using NasStudio.Runs.Launching;

namespace NasStudio.Runs.Tests.Launching;

public sealed class DeviceCheckTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nasstudio-device-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task RunAsync_Cpu_AsksNobody() =>
        await DeviceCheck.RunAsync(new StudioOptions { Home = _folder.FullName, WorkerPath = "/nowhere/worker" });

    [Fact]
    public async Task RunAsync_WorkerThatHasTheDevice_IsContent() =>
        await DeviceCheck.RunAsync(Options("[ \"$1 $2\" = \"device cuda\" ]"));

    [Fact]
    public async Task RunAsync_WorkerThatRefuses_ThrowsItsSentence()
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => DeviceCheck.RunAsync(Options("echo said before; echo 'no CUDA device' >&2; exit 64")));

        Assert.Equal("no CUDA device", refusal.Message);
    }

    [Fact]
    public async Task RunAsync_WorkerThatDiesSilently_SaysHowItEnded()
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => DeviceCheck.RunAsync(Options("exit 9")));

        Assert.Contains("--device cuda: the worker ended with exit code 9", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_NoWorker_SaysWhereItWasLookedFor()
    {
        var options = new StudioOptions { Home = _folder.FullName, Device = "cuda", WorkerPath = "/nowhere/worker" };

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => DeviceCheck.RunAsync(options));

        Assert.Contains("There is no worker at /nowhere/worker", refusal.Message, StringComparison.Ordinal);
    }

    private StudioOptions Options(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for the worker is a shell script.");
        var program = Path.Combine(_folder.FullName, "worker.sh");
        File.WriteAllText(program, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new StudioOptions { Home = _folder.FullName, Device = "cuda", WorkerPath = program };
    }
}
