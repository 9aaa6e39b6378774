using System.Diagnostics;
using System.Text.Json;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Storage.Optuna;

namespace NasStudio.Storage.Tests.Optuna;

/// <summary>Optuna itself (Debian: python3-optuna) opens what we wrote and finds what we wrote.</summary>
public sealed class OptunaReadsItTests : IDisposable
{
    private const string Script = """
        import json, sys, optuna
        study = optuna.load_study(study_name=sys.argv[2], storage="sqlite:///" + sys.argv[1])
        trials = [{"number": t.number, "state": t.state.name, "values": t.values, "params": {k: str(v) for k, v in t.params.items()}, "id": t.user_attrs["subnet_id"],
                   "front": t.user_attrs["front"], "constraints": t.system_attrs["constraints"], "seconds": (t.datetime_complete - t.datetime_start).total_seconds()} for t in study.trials]
        study.sampler = optuna.samplers.NSGAIISampler(seed=1)
        asked = study.ask()
        print(json.dumps({"directions": [d.name for d in study.directions], "trials": trials, "best": [t.number for t in study.best_trials], "asked": asked.number}))
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task LoadStudy_OfOurFile_GivesTrialsValuesParametersAndBestTrials()
    {
        var python = await PythonAsync();
        Assert.SkipWhen(python is null, "No python3 with optuna is on the path; install python3-optuna.");
        var study = SampleStudy.Of(40, new Bound(Max: 1e9));
        var path = _folder.File("study.sqlite3");
        OptunaStorage.Write(path, study, TestContext.Current.CancellationToken);

        var (exit, output, errors) = await RunAsync(python!, "-c", Script, path, study.Experiment.Name);

        Assert.True(exit == 0, errors);
        var read = JsonDocument.Parse(output).RootElement;
        Assert.Equal(["MAXIMIZE", "MINIMIZE"], read.GetProperty("directions").EnumerateArray().Select(direction => direction.GetString()!));
        Assert.Equal(40, read.GetProperty("asked").GetInt32());
        var trials = read.GetProperty("trials").EnumerateArray().ToList();
        Assert.Equal(study.Trials.Count, trials.Count);
        foreach (var (number, (trial, expected)) in trials.Zip(study.Trials).Index())
        {
            Assert.Equal((number, "COMPLETE", expected.Search.SubnetId), (trial.GetProperty("number").GetInt32(), trial.GetProperty("state").GetString(), trial.GetProperty("id").GetString()));
            Assert.Equal([expected.Search.Values["accuracy"], expected.Search.Values["latency"]], trial.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()));
            Assert.Equal(
                SampleStudy.Decisions.DescribeAsText(SampleStudy.Decisions.Canonical(expected.Search.Choices.AsSpan())).OrderBy(pair => pair.Key, StringComparer.Ordinal),
                trial.GetProperty("params").EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name, pair.Value.GetString()!)).OrderBy(pair => pair.Key, StringComparer.Ordinal));
            Assert.Equal([expected.Search.Values["macs"] - 1e9], trial.GetProperty("constraints").EnumerateArray().Select(value => value.GetDouble()));
            Assert.Equal(1.5, trial.GetProperty("seconds").GetDouble());
        }

        var front = trials.Where(trial => trial.GetProperty("front").GetBoolean()).Select(trial => trial.GetProperty("number").GetInt32()).ToList();
        Assert.Equal(front, read.GetProperty("best").EnumerateArray().Select(number => number.GetInt32()));
        Assert.InRange(front.Count, 2, 39);
    }

    private static async Task<string?> PythonAsync()
    {
        foreach (var python in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/bin").Select(folder => Path.Combine(folder, "python3")).Where(File.Exists))
        {
            if (await RunAsync(python, "-c", "import optuna") is { Exit: 0 })
            {
                return python;
            }
        }

        return null;
    }

    private static async Task<(int Exit, string Output, string Errors)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }
}
