using System.Diagnostics;
using System.Runtime.InteropServices;
using NasStudio.Runs.Protocol;

namespace NasStudio.Runs.Launching;

/// <summary>Where the worker's program is and how it is called on this machine.</summary>
internal static class WorkerProgram
{
    private const string Library = "NasStudio.Worker.dll";
    private const string NewSession = "/usr/bin/setsid";

    /// <summary>
    /// The configured path, else worker/ beside a published host, else the newest build in the artifacts of a source checkout.
    /// </summary>
    /// <exception cref="FileNotFoundException">With all places that were looked at.</exception>
    public static string Find(string? configured, string hostFolder)
    {
        var candidates = configured is not null ? [configured] : Candidates(hostFolder);
        return candidates.Where(File.Exists).MaxBy(File.GetLastWriteTimeUtc)
            ?? throw new FileNotFoundException($"There is no worker at {string.Join(" or ", candidates)}. Build the solution, or name the file in WorkerPath.");
    }

    public static ProcessStartInfo Start(string program, WorkOrder order)
    {
        var start = new ProcessStartInfo
        {
            WorkingDirectory = order.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        List<string> call = program.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? [Muxer(), program] : [program];
        if (File.Exists(NewSession))
        {
            // A session of its own: Ctrl-C in the server's terminal must not reach a worker before it was asked to stop.
            call.Insert(0, NewSession);
        }

        start.FileName = call[0];
        call.Skip(1).Append("attach").Append(order.Folder).ToList().ForEach(start.ArgumentList.Add);
        WorkerEnvironment.Apply(start.Environment);
        return start;
    }

    private static List<string> Candidates(string hostFolder)
    {
        var host = Path.TrimEndingDirectorySeparator(Path.GetFullPath(hostFolder));
        var published = Path.Combine(host, "worker", Library);
        // artifacts/bin/PROJECT/CONFIGURATION/
        var configuration = Path.GetFileName(host);
        var projects = Path.GetDirectoryName(Path.GetDirectoryName(host));
        return projects is null ? [published] : [published, Path.Combine(projects, "NasStudio.Worker", configuration, Library)];
    }

    /// <summary>The dotnet that this process runs on.</summary>
    private static string Muxer()
    {
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var muxer = Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        return File.Exists(muxer) ? muxer : "dotnet";
    }
}
