using System.Diagnostics;
using System.Globalization;
using NasStudio.Torch.Evaluation;
using NasStudio.Torch.Supernets;

namespace NasStudio.Benchmarks.Training;

/// <summary>
/// Largest resident memory of a process that takes ElasticViT's step, runtime and libraries included, beside PyTorch's; and
/// whether it grows over a thousand steps.
/// </summary>
internal static class TrainingMemory
{
    public const string Option = "--memory";

    private const int Steps = 20;
    private const int ManySteps = 1_000;

    /// <summary>In a process of its own: the peak after a few steps, then the resident memory after a tenth and after all of a thousand, MiB.</summary>
    public static void Print(TrainingDescription description)
    {
        using var images = new PreparedImages(description.Images, TrainingDescription.Normalization);
        using var supernet = Supernet.Create(TrainingSteps.Space, TrainingSteps.Input, TrainingDescription.Seed);
        using var trainer = TrainingBenchmark.Trainer(supernet, images, TrainingSteps.All[^1].Value);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{After(Steps, "VmHWM")} {After(ManySteps / 10, "VmRSS")} {After(ManySteps, "VmRSS")}"));

        double After(int steps, string figure)
        {
            while (trainer.Done < steps)
            {
                trainer.Step();
            }

            return OwnMemory(figure);
        }
    }

    /// <param name="own">Starts a process that calls <see cref="Print"/>.</param>
    public static void Judge(TrainingDescription description, Scorecard scores, ProcessStartInfo own)
    {
        own.RedirectStandardOutput = true;
        using var process = Process.Start(own)!;
        var answer = process.StandardOutput.ReadToEnd().Trim().Split('\n')[^1];
        process.WaitForExit();
        double[] ours = [.. answer.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        using var peer = PyTorchPeer.Start(description.Path);
        peer.Run(TrainingSteps.FourSubnets, "contiguous", threads: 2, Steps);
        var theirs = peer.PeakMemory();
        scores.Note("four subnets, peak MiB", string.Create(CultureInfo.InvariantCulture, $"{ours[0]:F0} (PyTorch {theirs:F0})"));
        scores.AtMost("peak of memory / PyTorch's", ours[0] / theirs, 1.2);
        scores.AtMost("memory after 1,000 steps / after 100", ours[2] / ours[1], 1.05);
    }

    private static double OwnMemory(string figure)
    {
        var line = File.ReadLines("/proc/self/status").First(text => text.StartsWith(figure, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }
}
