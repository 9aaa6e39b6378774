using System.Diagnostics;
using System.Globalization;

namespace NasStudio.Benchmarks.Training;

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
    /// <param name="step">A name of <see cref="TrainingSteps"/>.</param>
    /// <param name="format">"contiguous" or "channels_last".</param>
    public (double Seconds, double[] Losses) Run(string step, string format, int threads, int steps)
    {
        var numbers = Ask(string.Create(CultureInfo.InvariantCulture, $"{step}\t{format}\t{threads}\t{steps}"));
        return (numbers[0], numbers[1..]);
    }

    /// <summary>Largest resident memory of the process so far, MiB.</summary>
    public double PeakMemory() => Ask("memory")[0];

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private double[] Ask(string question)
    {
        _process.StandardInput.WriteLine(question);
        _process.StandardInput.Flush();
        var answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The PyTorch process ended; its message stands above.");
        return [.. answer.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
    }
}
