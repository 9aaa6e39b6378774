using NasStudio.Runs;
using NasStudio.Runs.Protocol;
using NasStudio.Torch.Runtime;
using NasStudio.Worker.Commands;
using TorchSharp;

namespace NasStudio.Worker.Tests;

public sealed class DeviceTests
{
    private const string Search = """{ "evaluations": 5, "baseline": "none", "objectives": ["accuracy", "macs"], "recalibrationImages": 64 }""";

    [Fact]
    public void Names_OfTorch_AreThoseThatTheStudioTakes() => Assert.Equal(StudioOptions.Devices, TorchDevice.Names);

    [Theory]
    [InlineData("cpu", WorkerExit.Done)]
    [InlineData("gpu", WorkerExit.BadInput)]
    public void Run_Device_AnswersWhetherItIsThere(string device, int exit) => Assert.Equal(exit, DeviceCommand.Run(device));

    [Fact]
    public async Task RunAsync_CudaWithoutOne_EndsBeforeAnythingIsWritten()
    {
        TorchRuntime.Load();
        Assert.SkipWhen(torch.cuda.is_available(), "This machine has a CUDA device.");
        using var run = new TinyRun(Search);
        var file = Path.Combine(run.Folder, "experiment.json");
        await File.WriteAllTextAsync(file, Core.Experiments.ExperimentWriter.Write(run.Experiment), TestContext.Current.CancellationToken);

        var exit = await RunCommand.RunAsync(file, Path.Combine(run.Folder, "out"), "cuda");

        Assert.Equal(WorkerExit.BadInput, exit);
        Assert.False(Directory.Exists(Path.Combine(run.Folder, "out")));
    }

    /// <summary>Every stage that trains or evaluates follows the device, and what it finds is the same.</summary>
    [Fact]
    public void Execute_MemoryApart_GivesTheSupernetAndAccuraciesOfTheCpuByteForByte()
    {
        using var run = new TinyRun(Search, evaluation: """{ "standAlone": { "subnets": 3, "epochs": 1 } }""", gradientProbe: true);
        var expected = Accuracies(run.Execute("cpu"));
        run.Device = TorchDevice.CpuApart;

        Assert.Equal(expected, Accuracies(run.Execute("apart", Path.Combine(run.Folder, "subnets"))));

        Assert.Equal(Bytes(run, "cpu", RunFolder.Supernet), Bytes(run, "apart", RunFolder.Supernet));
        Assert.Equal(Bytes(run, "cpu", RunFolder.StandAlone), Bytes(run, "apart", RunFolder.StandAlone));
    }

    private static List<double> Accuracies(SearchOutcome outcome) => [.. outcome.Evaluations.Select(evaluated => evaluated.Evaluation.Values["accuracy"])];

    private static byte[] Bytes(TinyRun run, string launch, string file) => File.ReadAllBytes(Path.Combine(run.Folder, launch, file));
}
