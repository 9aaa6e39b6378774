using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using NasStudio.Core.Decisions;
using NasStudio.Core.Pareto;
using NasStudio.Core.Predictors;
using NasStudio.Core.Randomness;
using NasStudio.Core.Search;
using NasStudio.Core.Spaces;

namespace NasStudio.Benchmarks;

/// <summary>
/// What a search costs beside its evaluations: candidates that the strategies' inner NSGA-II proposes and scores, evaluations
/// that the ingest stores, the front and its hypervolume; beside Optuna and DEAP. CPU time of the whole process, medians of
/// rounds in which everything takes its turn, so that a busy machine slows all of it alike.
/// </summary>
public sealed class SearchSpeedBenchmark : IBenchmark
{
    private const int DefaultRounds = 5;
    private const int Candidates = 300_000;
    private const int Observations = 200;
    private const int Starts = 64;
    private const int Points = 100_000;
    private const int Stored = 20_000;

    public string Name => "search-speed";

    public string Description => "candidates scored, evaluations stored and points of a front per CPU-second, beside Optuna and DEAP";

    public async Task<bool> RunAsync(IReadOnlyList<string> options, CancellationToken cancellation)
    {
        var rounds = options switch
        {
            [] => DefaultRounds,
            ["--rounds", var text] when int.TryParse(text, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 101 => count,
            _ => throw new ArgumentException("The only option is --rounds N, 1 to 101.", nameof(options)),
        };
        var (cells, mobile) = (Problem.Of("nasbench201"), Problem.Of("ofa-mbv3"));
        var figures = new Dictionary<string, List<double>>(StringComparer.Ordinal);
        for (var round = 0; round <= rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            await RoundAsync(cells, mobile, round, figures, cancellation);
            if (round == 0)
            {
                // Warm: code is compiled, files are cached.
                figures.Clear();
            }
        }

        var card = new Scorecard(Name, $"dotnet run --project benchmarks/NasStudio.Benchmarks -c Release -- search-speed --rounds {rounds}", 1, TimeProvider.System);
        Judge(card, figures.ToDictionary(figure => figure.Key, figure => Samples.Median(figure.Value)));
        card.PrintRow();
        return card.AllMet;
    }

    private static async Task RoundAsync(Problem cells, Problem mobile, int round, Dictionary<string, List<double>> figures, CancellationToken cancellation)
    {
        Note("nasbench201", cells.CandidatesPerSecond(round));
        Note("optuna", Peer("optuna", "ask-tell"));
        Note("ofa-mbv3", mobile.CandidatesPerSecond(round));
        Note("deap", Peer("deap", "variation"));
        Note("cloud", MicrosecondsPerPoint(round, onTheFront: false));
        Note("deap-front", Peer("deap", "front"));
        Note("line", MicrosecondsPerPoint(round, onTheFront: true));
        var stored = await StorageSpeed.MeasureAsync(Stored, cancellation);
        Note("stored", stored.PerCpuSecond);
        Note("stored-wall", stored.PerSecond);
        Note("optuna-sqlite", Peer("optuna", "sqlite"));

        void Note(string figure, double value)
        {
            figures.TryAdd(figure, []);
            figures[figure].Add(value);
        }
    }

    private static void Judge(Scorecard card, Dictionary<string, double> medians)
    {
        card.AtLeast("nasbench201: candidates per CPU-second", Math.Round(medians["nasbench201"]), 200_000);
        card.AtLeast("ofa-mbv3: candidates per CPU-second", Math.Round(medians["ofa-mbv3"]), 50_000);
        card.AtLeast("evaluations stored per CPU-second", Math.Round(medians["stored"]), 10_000);
        card.Note("stored per second by the clock", medians["stored-wall"].ToString("0", CultureInfo.InvariantCulture));
        card.AtMost("front and hypervolume, µs a point of a cloud", medians["cloud"], 1);
        card.Note("all points on the front, µs a point", medians["line"].ToString("0.###", CultureInfo.InvariantCulture));
        card.Note("candidates, times Optuna's ask and tell", Ratio(medians["nasbench201"], medians["optuna"]));
        card.Note("candidates, times DEAP's selection and variation", Ratio(medians["nasbench201"], medians["deap"]));
        card.Note("stored, times Optuna's trials in SQLite", Ratio(medians["stored"], medians["optuna-sqlite"]));
        card.Note("front and hypervolume, times DEAP's speed", Ratio(medians["deap-front"], medians["cloud"]));
    }

    private static string Ratio(double ours, double theirs) => string.Create(CultureInfo.InvariantCulture, $"{ours / theirs:0.#}");

    /// <summary>Points arrive one by one, as evaluations do; the hypervolume is read at the end.</summary>
    private static double MicrosecondsPerPoint(int round, bool onTheFront)
    {
        var random = new SeededRandom(1, "benchmark.points", round);
        var points = new (double First, double Second)[Points];
        for (var point = 0; point < points.Length; point++)
        {
            var first = random.NextDouble();
            points[point] = (first, onTheFront ? 1 - first : random.NextDouble());
        }

        var start = Environment.CpuUsage.TotalTime;
        var front = new ParetoFront();
        for (var point = 0; point < points.Length; point++)
        {
            front.Add(point, points[point].First, points[point].Second);
        }

        var area = front.Hypervolume(1.1, 1.1);
        var spent = Environment.CpuUsage.TotalTime - start;
        return area > 0 ? spent.TotalMicroseconds / Points : throw new InvalidOperationException("The front dominates nothing.");
    }

    /// <summary>One figure of peers/search_speed.py: what its own process measured of its CPU time.</summary>
    private static double Peer(string module, string figure)
    {
        using var process = Process.Start(PeerScript.Start("search_speed.py", module, figure))!;
        process.StandardInput.Close();
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.TryParse(answer, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new InvalidOperationException($"search_speed.py {figure} answered \"{answer}\"; its message stands above.");
    }

    /// <summary>A space with ridge regressions, on choices and their pairs, of two costs that pull in different directions.</summary>
    private sealed class Problem(DecisionSpace space, RidgeCosts costs)
    {
        private readonly ChoiceVectors _vectors = new(space);

        public static Problem Of(string name)
        {
            var space = new SearchSpace(BuiltInSpaces.Find(name)!).Decisions;
            var random = new SeededRandom(1, "benchmark.costs");
            var worth = space.Decisions.Select(decision => decision.Choices.Select(_ => (random.NextDouble(), random.NextDouble())).ToArray()).ToArray();
            Architecture[] observed = [.. Enumerable.Range(0, Observations).Select(_ => space.Sample(random))];
            return new Problem(space, new RidgeCosts(
                space,
                observed,
                [
                    [.. observed.Select(subnet => subnet.Choices.Select((choice, decision) => worth[decision][choice].Item1).Sum())],
                    [.. observed.Select(subnet => subnet.Choices.Select((choice, decision) => worth[decision][choice].Item2).Sum())],
                ]));
        }

        public double CandidatesPerSecond(int round)
        {
            var random = new SeededRandom(1, "benchmark.inner", round);
            var made = 0;
            var spent = TimeSpan.Zero;
            while (made < Candidates)
            {
                int[][] starts = [.. Enumerable.Range(0, Starts).Select(_ => space.Sample(random).Choices.ToArray())];
                var start = Environment.CpuUsage.TotalTime;
                var inner = new InnerSearch(_vectors, costs, random);
                inner.Run(starts, candidates: 6_000);
                spent += Environment.CpuUsage.TotalTime - start;
                made += inner.Made;
            }

            return made / spent.TotalSeconds;
        }
    }

    /// <summary>One ridge regression a cost.</summary>
    private sealed class RidgeCosts : ICandidateCosts
    {
        private readonly PairFeatures _features;
        private readonly ImmutableArray<RidgePredictor> _models;
        private readonly int[] _ones;

        public RidgeCosts(DecisionSpace space, Architecture[] observed, double[][] costs)
        {
            _features = new PairFeatures(space);
            _ones = new int[_features.MostOnes];
            _models = [.. costs.Select(_ => new RidgePredictor())];
            for (var cost = 0; cost < costs.Length; cost++)
            {
                _models[cost].Fit(Array.ConvertAll(observed, _features.Encode), costs[cost]);
            }
        }

        public int Count => _models.Length;

        public double Predict(ReadOnlySpan<int> choices, Span<double> costs)
        {
            var ones = _ones.AsSpan(0, _features.Ones(choices, _ones));
            for (var cost = 0; cost < costs.Length; cost++)
            {
                costs[cost] = _models[cost].Mean(ones);
            }

            return 0;
        }
    }
}
