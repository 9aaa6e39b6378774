using System.Diagnostics;
using System.Globalization;
using NasStudio.Core.Decisions;
using NasStudio.Core.Networks;
using NasStudio.Core.Randomness;
using NasStudio.Core.Sampling;
using NasStudio.Core.Spaces;
using NasStudio.Runs.Launching;
using NasStudio.Torch.Evaluation;
using NasStudio.Torch.Runtime;
using NasStudio.Torch.Supernets;
using NasStudio.Torch.Training;

namespace NasStudio.Benchmarks;

/// <summary>
/// A training step of hybrid-tiny beside the same networks in PyTorch eager (peers/training.py): same parameters, images,
/// loss and optimiser, rounds taken in turn. PyTorch runs in both memory formats; the better one counts.
/// </summary>
public sealed class TrainingBenchmark : IBenchmark
{
    private const double TargetRatio = 0.95;
    private const int BatchSize = 64;
    private const int Threads = 2;
    private const double RoundSeconds = 0.6;
    private static readonly NetworkInput Input = new(1, 28, 28, 10);

    public string Name => "training";

    public string Description => $"a training step of hybrid-tiny beside PyTorch eager: images per second ≥ {TargetRatio} of it [rounds]";

    /// <param name="options">The number of rounds, 11 where it is left out.</param>
    public Task<bool> RunAsync(IReadOnlyList<string> options, CancellationToken cancellation)
    {
        if (!WorkerEnvironment.IsSet)
        {
            return RunAgainWithEnvironment(cancellation);
        }

        var rounds = options.Count == 0 ? 11
            : int.TryParse(options[0], NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given > 0 ? given
            : throw new ArgumentException($"training takes a number of rounds, not {options[0]}.", nameof(options));
        TorchRuntime.SetThreads(Threads);
        var space = new SearchSpace(BuiltInSpaces.Find("hybrid-tiny")!);
        var configurations = Configurations(space);
        var scores = new Scorecard(Name, "dotnet run --project benchmarks/NasStudio.Benchmarks -- training", TrainingDescription.Seed, TimeProvider.System);
        using var description = new TrainingDescription(space, Input, configurations, BatchSize, Threads);
        using var images = new PreparedImages(description.Images, TrainingDescription.Normalization);
        using var peer = PyTorchPeer.Start(description.Path);
        foreach (var (name, draws) in configurations)
        {
            using var supernet = Supernet.Create(space, Input, TrainingDescription.Seed);
            using var trainer = new SupernetTrainer(supernet, space, Input, TrainingDescription.Options, new Always(draws), images, seed: 1);
            Compare(name, trainer, peer, rounds, scores);
        }

        scores.PrintRow();
        return Task.FromResult(scores.AllMet);
    }

    private static Dictionary<string, Draw[]> Configurations(SearchSpace space)
    {
        var random = new SeededRandom(7, "training benchmark");
        Draw largest = new(space.Largest, DrawRole.Largest, DrawTarget.Labels);
        Draw[] sandwich =
        [
            largest,
            new(space.Smallest, DrawRole.Smallest, DrawTarget.Largest),
            new(space.Decisions.Sample(random), DrawRole.Random, DrawTarget.Largest),
            new(space.Decisions.Sample(random), DrawRole.Random, DrawTarget.Largest),
        ];
        return new()
        {
            ["largest"] = [largest],
            ["smallest"] = [new(space.Smallest, DrawRole.Smallest, DrawTarget.Labels)],
            ["sandwich"] = sandwich,
        };
    }

    private static void Compare(string name, SupernetTrainer trainer, PyTorchPeer peer, int rounds, Scorecard scores)
    {
        string[] formats = ["contiguous", "channels_last"];
        var first = trainer.Step().Draws;
        foreach (var format in formats)
        {
            var (_, losses) = peer.Run(name, format, steps: 1);
            if (losses.Zip(first).Any(pair => Math.Abs(pair.First - pair.Second.Loss) > 1e-3))
            {
                throw new InvalidOperationException(
                    $"{name}, {format}: PyTorch's losses {string.Join(", ", losses)} are not {string.Join(", ", first.Select(draw => draw.Loss))}: not the same networks.");
            }
        }

        var steps = Math.Max(3, (int)(RoundSeconds / Seconds(trainer, 5) * 5));
        List<double>[] times = [[], [], []];
        for (var round = -1; round < rounds; round++)
        {
            // Round −1 warms up.
            double[] seconds = [Seconds(trainer, steps), .. formats.Select(format => peer.Run(name, format, steps).Seconds)];
            for (var i = 0; round >= 0 && i < times.Length; i++)
            {
                times[i].Add(seconds[i]);
            }
        }

        var rates = times.Select(list => steps * BatchSize / list.Order().ElementAt(list.Count / 2)).ToArray();
        scores.Note($"{name}, images/s", string.Create(CultureInfo.InvariantCulture, $"{rates[0]:F0} (PyTorch {rates[1]:F0} contiguous, {rates[2]:F0} channels-last)"));
        scores.AtLeast($"{name}, ratio", rates[0] / rates[1..].Max(), TargetRatio);
    }

    private static double Seconds(SupernetTrainer trainer, int steps)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < steps; i++)
        {
            trainer.Step();
        }

        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>The settings that a worker is launched with; the C library reads them only when a process starts.</summary>
    private static async Task<bool> RunAgainWithEnvironment(CancellationToken cancellation)
    {
        using var process = Process.Start(OwnProcess.Of(Environment.GetCommandLineArgs()[1..]))!;
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0;
    }

    private sealed class Always(Draw[] draws) : ISubnetSampler
    {
        public StepDraws Draw(long step) => new([.. draws]);
    }
}
