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
        var start = PeerScript.Start("training.py", "torch", description);
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
}
