using System.Diagnostics;
using NasStudio.Runs.Protocol;

namespace NasStudio.Runs.Launching;

/// <summary>Asks the worker, at the start of a studio, whether runs can train where they are told to: only it knows its libraries.</summary>
public static class DeviceCheck
{
    /// <summary>At once for the CPU, which is always there.</summary>
    /// <exception cref="ArgumentException">The worker refuses the device, or there is none to ask.</exception>
    public static async Task RunAsync(StudioOptions options)
    {
        if (options.Device == StudioOptions.Cpu)
        {
            return;
        }

        using var worker = new Process { StartInfo = WorkerProgram.Start(Find(options), AppContext.BaseDirectory, "device", options.Device) };
        var error = new List<string>();
        worker.ErrorDataReceived += (_, line) => error.Add(line.Data ?? "");
        worker.Start();
        worker.StandardInput.Close();
        worker.BeginOutputReadLine();
        worker.BeginErrorReadLine();
        await worker.WaitForExitAsync();
        if (worker.ExitCode != WorkerExit.Done)
        {
            throw new ArgumentException(error.FindLast(line => line.Length > 0)
                ?? FormattableString.Invariant($"--device {options.Device}: the worker ended with exit code {worker.ExitCode} when it looked for the device, and said nothing; leave --device {StudioOptions.Cpu}."));
        }
    }

    private static string Find(StudioOptions options)
    {
        try
        {
            return WorkerProgram.Find(options.WorkerPath, AppContext.BaseDirectory);
        }
        catch (FileNotFoundException missing)
        {
            throw new ArgumentException(missing.Message, missing);
        }
    }
}
