using System.Diagnostics;
using System.Reflection;
using NasStudio.Runs.Launching;

namespace NasStudio.Worker.Commands;

/// <summary>Starts this program again with the environment that training is fast in, on the same terminal, and answers its exit code.</summary>
internal static class Relaunch
{
    public static async Task<int> RunAsync(string[] args)
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("This process has no path of its own to start again.");
        var start = new ProcessStartInfo(program);
        if (Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        }

        args.ToList().ForEach(start.ArgumentList.Add);
        WorkerEnvironment.Apply(start.Environment);

        // Ctrl+C reaches both processes; the one that works decides how to stop.
        Console.CancelKeyPress += (_, cancel) => cancel.Cancel = true;
        using var worker = Process.Start(start)!;
        await worker.WaitForExitAsync();
        return worker.ExitCode;
    }
}
