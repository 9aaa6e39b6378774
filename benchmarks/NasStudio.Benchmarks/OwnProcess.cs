using System.Diagnostics;
using NasStudio.Runs.Launching;

namespace NasStudio.Benchmarks;

/// <summary>This program started once more, with the environment that a worker is launched with.</summary>
internal static class OwnProcess
{
    /// <param name="arguments">The command line after the program.</param>
    public static ProcessStartInfo Of(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!);
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        WorkerEnvironment.Apply(start.Environment);
        return start;
    }
}
