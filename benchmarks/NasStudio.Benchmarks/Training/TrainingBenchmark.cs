using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using NasStudio.Core.Sampling;
using NasStudio.Runs.Launching;
using NasStudio.Torch.Evaluation;
using NasStudio.Torch.Runtime;
using NasStudio.Torch.Supernets;
using NasStudio.Torch.Training;

namespace NasStudio.Benchmarks.Training;

/// <summary>
/// Training steps of elasticvit-micro beside the same networks in PyTorch eager (peers/training.py): same parameters, images,
/// loss, optimiser and thread count, rounds taken in turn. Of PyTorch's two memory formats the better one counts. Then what
/// elasticity costs: a step of the middle subnet in the supernet beside the same network alone.
/// </summary>
public sealed class TrainingBenchmark : IBenchmark
{
    private const int BatchSize = 64;
    private const int Threads = 2;
    private const double RoundSeconds = 0.8;
    private static readonly string[] Formats = ["contiguous", "channels_last"];

    public string Name => "training";

    public string Description => "training steps of elasticvit-micro beside PyTorch eager: alone ≥ 1.0, four subnets ≥ 1.3; elasticity ≤ 1.05, memory ≤ 1.2 [rounds]";

    /// <param name="options">The number of rounds, 11 where it is left out.</param>
    public Task<bool> RunAsync(IReadOnlyList<string> options, CancellationToken cancellation)
    {
        if (!WorkerEnvironment.IsSet)
        {
            return RunAgainWithEnvironment(cancellation);
        }

        TorchRuntime.SetThreads(Threads);
        using var description = new TrainingDescription(BatchSize);
        if (options is [TrainingMemory.Option])
        {
            TrainingMemory.Print(description);
            return Task.FromResult(true);
        }

        var rounds = options.Count == 0 ? 11
            : int.TryParse(options[0], NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given > 0 ? given
            : throw new ArgumentException($"training takes a number of rounds, not {options[0]}.", nameof(options));
        var scores = new Scorecard(Name, $"dotnet run --project benchmarks/NasStudio.Benchmarks -c Release -- training{(options.Count == 0 ? "" : $" {rounds}")}", TrainingDescription.Seed, TimeProvider.System);
        using var images = new PreparedImages(description.Images, TrainingDescription.Normalization);
        Ratios(description, images, rounds, scores);
        Elasticity(images, rounds, scores);
        TrainingMemory.Judge(description, scores, OwnProcess.Of([Name, TrainingMemory.Option]));
        scores.PrintRow();
        return Task.FromResult(scores.AllMet);
    }

    /// <summary>A trainer whose every step has these draws.</summary>
    internal static SupernetTrainer Trainer(Supernet supernet, PreparedImages images, ImmutableArray<Draw> draws) =>
        new(supernet, TrainingSteps.Space, TrainingSteps.Input, TrainingDescription.Options, new Always(draws), images, seed: 1);

    private static void Ratios(TrainingDescription description, PreparedImages images, int rounds, Scorecard scores)
    {
        using var peer = PyTorchPeer.Start(description.Path);
        var alone = new List<double>();
        foreach (var (name, draws) in TrainingSteps.All)
        {
            using var supernet = Supernet.Create(TrainingSteps.Space, TrainingSteps.Input, TrainingDescription.Seed);
            using var trainer = Trainer(supernet, images, draws);
            var ratio = Compare(name, trainer, peer, rounds, scores);
            if (name == TrainingSteps.FourSubnets)
            {
                scores.AtLeast($"{name}, ratio", ratio, 1.3);
            }
            else
            {
                scores.AtLeast($"{name}, ratio", ratio, 0.95);
                alone.Add(ratio);
            }
        }

        scores.AtLeast("alone, geometric mean of the ratios", Math.Exp(alone.Average(Math.Log)), 1);
    }

    private static double Compare(string name, SupernetTrainer trainer, PyTorchPeer peer, int rounds, Scorecard scores)
    {
        var first = trainer.Step().Draws;
        foreach (var format in Formats)
        {
            var (_, losses) = peer.Run(name, format, Threads, steps: 1);
            if (losses.Zip(first).Any(pair => Math.Abs(pair.First - pair.Second.Loss) > 1e-3))
            {
                throw new InvalidOperationException(
                    $"{name}, {format}: PyTorch's losses {string.Join(", ", losses)} are not {string.Join(", ", first.Select(draw => draw.Loss))}: not the same networks.");
            }
        }

        var steps = Math.Max(3, (int)(RoundSeconds / Seconds(trainer, 5) * 5));
        var medians = Medians(rounds, [
            () => Seconds(trainer, steps),
            .. Formats.Select(format => (Func<double>)(() => peer.Run(name, format, Threads, steps).Seconds)),
            .. Formats.Select(format => (Func<double>)(() => peer.Run(name, format, threads: 1, steps).Seconds)),
        ]);
        var rates = Array.ConvertAll(medians, seconds => steps * BatchSize / seconds);
        scores.Note($"{name}, images/s", string.Create(
            CultureInfo.InvariantCulture,
            $"{rates[0]:F0} (PyTorch {rates[1]:F0} contiguous, {rates[2]:F0} channels-last; on one thread {rates[3]:F0}, {rates[4]:F0})"));
        return rates[0] / Math.Max(rates[1], rates[2]);
    }

    private static void Elasticity(PreparedImages images, int rounds, Scorecard scores)
    {
        ImmutableArray<Draw> draws = [new(TrainingSteps.Middle, DrawRole.Random, DrawTarget.Labels)];
        using var elastic = Supernet.Create(TrainingSteps.Space, TrainingSteps.Input, TrainingDescription.Seed);
        using var alone = Supernet.Create([TrainingSteps.Expand(TrainingSteps.Middle)], TrainingDescription.Seed);
        using var trainer = Trainer(elastic, images, draws);
        using var peer = Trainer(alone, images, draws);
        var steps = Math.Max(3, (int)(RoundSeconds / Seconds(trainer, 5) * 5));
        var medians = Medians(rounds, [() => Seconds(trainer, steps), () => Seconds(peer, steps)]);
        scores.AtMost("middle subnet: time of a step in the supernet / alone", medians[0] / medians[1], 1.05);
    }

    /// <summary>Seconds of each, taken in turn; a first round warms up.</summary>
    private static double[] Medians(int rounds, Func<double>[] measured)
    {
        var times = Array.ConvertAll(measured, _ => new List<double>());
        for (var round = -1; round < rounds; round++)
        {
            for (var i = 0; i < measured.Length; i++)
            {
                var seconds = measured[i]();
                if (round >= 0)
                {
                    times[i].Add(seconds);
                }
            }
        }

        return Array.ConvertAll(times, list => list.Order().ElementAt(list.Count / 2));
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

    private sealed class Always(ImmutableArray<Draw> draws) : ISubnetSampler
    {
        public StepDraws Draw(long step) => new(draws);
    }
}
