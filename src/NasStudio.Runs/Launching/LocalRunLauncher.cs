using System.Diagnostics;
using NasStudio.Runs.Protocol;

namespace NasStudio.Runs.Launching;

/// <summary>Runs workers as processes of this machine. Their output goes to worker.log in the folder of the launch.</summary>
public sealed class LocalRunLauncher(StudioOptions options) : IRunLauncher
{
    /// <exception cref="FileNotFoundException">There is no worker to start.</exception>
    public async Task<WorkerEnd> RunAsync(WorkOrder order, CancellationToken kill)
    {
        var program = WorkerProgram.Find(options.WorkerPath, AppContext.BaseDirectory);
        var killsBefore = OutOfMemoryKills.Count();
        using var output = new WorkerOutput(Path.Combine(order.Folder, RunFolder.Output));
        using var worker = new Process { StartInfo = WorkerProgram.Start(program, order) };
        worker.OutputDataReceived += (_, line) => output.Add(line.Data);
        worker.ErrorDataReceived += (_, line) => output.AddError(line.Data);
        worker.Start();
        worker.StandardInput.Close();
        worker.BeginOutputReadLine();
        worker.BeginErrorReadLine();
        await using (kill.Register(() => Kill(worker)))
        {
            // Also waits for the end of both outputs, so the last line is the last one.
            await worker.WaitForExitAsync(CancellationToken.None);
        }

        return new WorkerEnd(worker.ExitCode, output.LastError, worker.ExitCode == WorkerExit.OutOfMemory && OutOfMemoryKills.Count() > killsBefore);
    }

    private static void Kill(Process worker)
    {
        try
        {
            worker.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has just ended by itself.
        }
    }
}
