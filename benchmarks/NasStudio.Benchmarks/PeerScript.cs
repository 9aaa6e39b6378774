using System.Diagnostics;

namespace NasStudio.Benchmarks;

/// <summary>A script under benchmarks/peers and a Python that has the module it needs.</summary>
internal static class PeerScript
{
    /// <param name="script">File name under benchmarks/peers.</param>
    /// <param name="module">The Python module it imports, for example "torch"; Debian's package is python3-torch.</param>
    /// <exception cref="InvalidOperationException">No python3 with the module is on the path, or the script is not to be found.</exception>
    public static ProcessStartInfo Start(string script, string module, params string[] arguments)
    {
        var python = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/bin")
            .Select(folder => Path.Combine(folder, "python3"))
            .FirstOrDefault(candidate => Has(candidate, module))
            ?? throw new InvalidOperationException($"No python3 with {module} on the path; install python3-{module}.");
        return new ProcessStartInfo(python, [FindUpwards(Path.Combine("benchmarks", "peers", script)), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
    }

    private static bool Has(string python, string module)
    {
        if (!File.Exists(python))
        {
            return false;
        }

        using var process = Process.Start(new ProcessStartInfo(python, ["-c", $"import {module}"]) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private static string FindUpwards(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, path);
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new InvalidOperationException($"{path} is not above {AppContext.BaseDirectory}; run from the repository.");
    }
}
