using NasStudio.Runs.Launching;
using NasStudio.Runs.Protocol;

namespace NasStudio.Runs.Tests.Launching;

public sealed class LocalRunLauncherTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nasstudio-launch-");
    private readonly WorkOrder _order;

    public LocalRunLauncherTests() =>
        _order = new WorkOrder(Guid.Empty, 1, new Uri("http://127.0.0.1:1"), "token", _folder.FullName, _folder.FullName, null);

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    [InlineData(75)]
    public async Task RunAsync_WorkerThatExits_AnswersItsCode(int code)
    {
        var end = await RunAsync($"exit {code}", None);

        Assert.Equal(new WorkerEnd(code, null), end);
    }

    [Fact]
    public async Task RunAsync_WorkerThatComplains_AnswersTheLastSentenceAndKeepsAll()
    {
        var end = await RunAsync("echo working; echo first >&2; echo 'Cannot open mnist.' >&2; echo '  ' >&2; exit 70", None);

        Assert.Equal(new WorkerEnd(70, "Cannot open mnist."), end);
        var log = await File.ReadAllLinesAsync(Path.Combine(_folder.FullName, RunFolder.Output), None);
        Assert.Contains("working", log);
        Assert.Contains("first", log);
    }

    [Fact]
    public async Task RunAsync_Worker_IsCalledWithItsFolderAndEnvironment()
    {
        var end = await RunAsync("echo \"$1 $2 $OMP_WAIT_POLICY $MALLOC_TRIM_THRESHOLD_\" >&2", None);

        Assert.Equal($"attach {_folder.FullName} passive 4294967296", end.LastError);
    }

    [Fact]
    public async Task RunAsync_KilledWorker_EndsWithItsChildren()
    {
        using var kill = new CancellationTokenSource();
        var started = Path.Combine(_folder.FullName, "started");
        using var watcher = new FileSystemWatcher(_folder.FullName) { EnableRaisingEvents = true };
        var running = new TaskCompletionSource();
        watcher.Created += (_, change) =>
        {
            if (change.FullPath == started)
            {
                running.TrySetResult();
            }
        };

        var worker = RunAsync($"sleep 1000 & touch '{started}'; wait", kill.Token);
        await running.Task.Soon();
        await kill.CancelAsync();

        // The child holds the outputs open: this ends only when it is gone too.
        var end = await worker.Soon();
        Assert.Equal(WorkerExit.OutOfMemory, end.ExitCode);
        Assert.False(end.OutOfMemory);
    }

    [Fact]
    public async Task RunAsync_SignalledWorker_AnswersTheSignal() =>
        Assert.Equal(139, (await RunAsync("kill -SEGV $$", None)).ExitCode);

    [Fact]
    public async Task RunAsync_NoProgram_SaysWhereItLooked()
    {
        var launcher = new LocalRunLauncher(new StudioOptions { Home = _folder.FullName, WorkerPath = "/nowhere/NasStudio.Worker.dll" });

        var error = await Assert.ThrowsAsync<FileNotFoundException>(() => launcher.RunAsync(_order, None));

        Assert.Contains("/nowhere/NasStudio.Worker.dll", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("artifacts/bin/NasStudio/debug", "artifacts/bin/NasStudio.Worker/debug/NasStudio.Worker.dll")]
    [InlineData("artifacts/bin/NasStudio.Web.Tests/release", "artifacts/bin/NasStudio.Worker/release/NasStudio.Worker.dll")]
    [InlineData("published", "published/worker/NasStudio.Worker.dll")]
    public void Find_HostFolder_AnswersTheWorkerBesideIt(string host, string worker)
    {
        var expected = Path.Combine(_folder.FullName, worker);
        Directory.CreateDirectory(Path.GetDirectoryName(expected)!);
        File.WriteAllText(expected, "");

        Assert.Equal(expected, WorkerProgram.Find(null, Path.Combine(_folder.FullName, host) + Path.DirectorySeparatorChar));
    }

    [Fact]
    public void Parse_MemoryEvents_AnswersTheKills()
    {
        Assert.Equal(3, OutOfMemoryKills.Parse(["low 0", "oom 7", "oom_kill 3", "oom_group_kill 0"]));
        Assert.Equal(0, OutOfMemoryKills.Parse(["oom_kill_disable 0", "under_oom 0"]));
    }

    private Task<WorkerEnd> RunAsync(string script, CancellationToken kill)
    {
        var program = Path.Combine(_folder.FullName, "worker.sh");
        File.WriteAllText(program, $"#!/bin/sh\n{script}\n");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for the worker is a shell script.");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new LocalRunLauncher(new StudioOptions { Home = _folder.FullName, WorkerPath = program }).RunAsync(_order, kill);
    }
}
