using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Core.Tables;

namespace NasStudio.Benchmarks;

/// <summary>
/// Evaluations until 95 % and 99 % of the true hypervolume on NAS-Bench-201 (CIFAR-10 accuracy after 200 epochs against each of
/// four latencies; cells without an input-output path left out), medians over seeds: our default strategy, our NSGA-II and
/// random search beside NSGA-II of Optuna and DEAP. An evaluation is a distinct row, for the peers too.
/// </summary>
public sealed class SearchBenchmark : IBenchmark
{
    private const int DefaultSeeds = 11;
    private const int Budget = 1500;
    private const double OptunaPart = 0.5;
    private const double DeapPart = 0.6;
    private static readonly ImmutableArray<string> Devices = ["latency_ms_pixel3", "latency_ms_raspi4", "latency_ms_1080ti_batch1", "latency_ms_xeon_gold_6226"];

    public string Name => "search";

    public string Description => $"NAS-Bench-201: 99 % of the true hypervolume with ≤ {OptunaPart} of Optuna's and ≤ {DeapPart} of DEAP's evaluations";

    public Task<bool> RunAsync(IReadOnlyList<string> options, CancellationToken cancellation)
    {
        var onlySignal = options is [.., "--signal"];
        var seeds = options.Take(onlySignal ? options.Count - 1 : options.Count).ToArray() switch
        {
            [] => DefaultSeeds,
            ["--seeds", var text] when int.TryParse(text, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 101 => count,
            _ => throw new ArgumentException("The options are --seeds N, 1 to 101, and after it --signal, for the searches by the cheap signal alone.", nameof(options)),
        };
        var cells = Read();
        var table = Connected(cells);
        var card = new Scorecard(Name, $"dotnet run --project benchmarks/NasStudio.Benchmarks -- search --seeds {seeds}{(onlySignal ? " --signal" : "")}", 1, TimeProvider.System);
        CheapSignal.Report(cells, seeds, card);
        foreach (var device in onlySignal ? [] : Devices)
        {
            cancellation.ThrowIfCancellationRequested();
            Compare(table, device, seeds, card);
        }

        card.PrintRow();
        return Task.FromResult(card.AllMet);
    }

    private static void Compare(Table table, string device, int seeds, Scorecard card)
    {
        var problem = new TableProblem(
            table,
            [new("cifar10_test_200ep", "accuracy", Direction.Maximize, "%"), new(device, "latency", Direction.Minimize, "ms")],
            ImmutableSortedDictionary<string, Bound>.Empty);
        var scale = new ConvergenceScale(problem);
        var ours = Ours(problem, scale, new StrategyOptions(), seeds);
        var nsga2 = Ours(problem, scale, new StrategyOptions("nsga2"), seeds);
        var random = Ours(problem, scale, new StrategyOptions("random"), seeds);
        var optuna = Peer(problem, scale, "optuna", seeds);
        var deap = Peer(problem, scale, "deap", seeds);
        var name = device["latency_ms_".Length..];
        card.Note($"{name}: 95 % / 99 % of {new StrategyOptions().Name}, nsga2, random, Optuna, DEAP", string.Join(", ", new[] { ours, nsga2, random, optuna, deap }.Select(Text)));
        card.AtMost($"{name}: 99 %, part of Optuna's", ours.At99 / optuna.At99, OptunaPart);
        card.AtMost($"{name}: 99 %, part of DEAP's", ours.At99 / deap.At99, DeapPart);
        card.AtMost($"{name}: 95 %, part of the best other's", ours.At95 / Math.Min(nsga2.At95, Math.Min(optuna.At95, deap.At95)), 1);
    }

    /// <summary>Median evaluations; the budget where more than half of the seeds did not get there.</summary>
    private sealed record Reached(double At95, double At99);

    private static string Text(Reached reached) => $"{Number(reached.At95)} / {Number(reached.At99)}";

    private static string Number(double evaluations) => evaluations >= Budget ? $"> {Budget}" : evaluations.ToString("0.#", CultureInfo.InvariantCulture);

    private static Reached Ours(TableProblem problem, ConvergenceScale scale, StrategyOptions strategy, int seeds) =>
        Median([.. Enumerable.Range(1, seeds).AsParallel().Select(seed =>
            scale.Fractions(TableSearch.Run(problem, TableSearch.Strategy(strategy, problem.Table, (ulong)seed), OursBudget(strategy), _ => { }, CancellationToken.None)))]);

    /// <summary>A model-based search costs time with every observation, and needs far fewer.</summary>
    private static int OursBudget(StrategyOptions strategy) => strategy.Name is "nsga2" or "random" ? Budget : Budget / 2;

    private static Reached Peer(TableProblem problem, ConvergenceScale scale, string peer, int seeds)
    {
        var table = problem.Table;
        var rows = Enumerable.Range(0, table.Rows.Length).ToDictionary(row => string.Join(',', table.Rows[row].Architecture.Choices));
        var start = PeerScript.Start("search.py", peer, peer, seeds.ToString(CultureInfo.InvariantCulture), Budget.ToString(CultureInfo.InvariantCulture));
        using var process = Process.Start(start)!;
        process.StandardInput.Write(JsonSerializer.Serialize(new
        {
            choices = table.Decisions.Decisions.Select(decision => decision.Choices.Length),
            rows = rows.ToDictionary(row => row.Key, row => new[] { problem.Cost(row.Value, 0), problem.Cost(row.Value, 1) }),
        }));
        process.StandardInput.Close();
        var curves = new List<double[]>();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            using var answer = JsonDocument.Parse(line);
            curves.Add(scale.Fractions([.. answer.RootElement.GetProperty("order").EnumerateArray().Select(row => rows[row.GetString()!])]));
        }

        process.WaitForExit();
        return curves.Count == seeds
            ? Median(curves)
            : throw new InvalidOperationException($"{peer} answered for {curves.Count} of {seeds} seeds; its message stands above.");
    }

    private static Reached Median(IReadOnlyList<double[]> curves)
    {
        return new Reached(At(0.95), At(0.99));

        double At(double fraction)
        {
            double[] sorted = [.. curves.Select(curve => Array.FindIndex(curve, value => value >= fraction) is >= 0 and var index ? index + 1.0 : Budget).Order()];
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }

    private static Table Read()
    {
        var data = Environment.GetEnvironmentVariable("NASSTUDIO_DATA")
            ?? throw new ArgumentException("Set NASSTUDIO_DATA: the folder that holds nasbench201/.");
        return TableReader.Read(File.ReadAllBytes(Path.Combine(data, "nasbench201", "nasbench201_cifar10.csv.gz")));
    }

    /// <summary>Rows whose edges that are not "none" lead from the input to the output.</summary>
    private static Table Connected(Table table) => new(table.Decisions, table.Objectives, [.. table.Rows.Where(row =>
    {
        bool[] on = [.. Enumerable.Range(0, 6).Select(edge => table.Decisions.ChoiceOf(row.Architecture, edge)!.Text != "none")];
        var first = on[0];
        var second = on[1] || (first && on[2]);
        return on[3] || (first && on[4]) || (second && on[5]);
    })]);
}
