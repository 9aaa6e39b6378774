using System.Diagnostics;
using System.Globalization;

namespace NasStudio.Benchmarks;

/// <summary>The process of peers/training.py.</summary>
internal sealed class PyTorchPeer : IDisposable
{
    private readonly Process _process;

    private PyTorchPeer(Process process) => _process = process;

    /// <exception cref="InvalidOperationException">No python3 with torch is on the path, or the script is not to be found.</exception>
    public static PyTorchPeer Start(string description)
    {
        var script = FindUpwards(Path.Combine("benchmarks", "peers", "training.py"));
        var python = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/bin")
            .Select(folder => Path.Combine(folder, "python3"))
            .FirstOrDefault(HasTorch)
            ?? throw new InvalidOperationException("No python3 with torch on the path; install python3-torch.");
        var start = new ProcessStartInfo(python, [script, description]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        return new PyTorchPeer(Process.Start(start)!);
    }

    /// <summary>Wall time of the steps, and the losses of the first one's draws.</summary>
    public (double Seconds, double[] Losses) Run(string configuration, string format, int steps)
    {
        _process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{configuration} {format} {steps}"));
        _process.StandardInput.Flush();
        var answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The PyTorch process ended; its message stands above.");
        double[] numbers = [.. answer.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        return (numbers[0], numbers[1..]);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static bool HasTorch(string python)
    {
        if (!File.Exists(python))
        {
            return false;
        }

        using var process = Process.Start(new ProcessStartInfo(python, ["-c", "import torch"]) { RedirectStandardError = true })!;
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
