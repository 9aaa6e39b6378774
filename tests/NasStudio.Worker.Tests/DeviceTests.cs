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
}
