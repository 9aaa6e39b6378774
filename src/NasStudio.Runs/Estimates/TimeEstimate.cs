using System.Collections.Immutable;
using System.Globalization;

namespace NasStudio.Runs.Estimates;

/// <summary>
/// Time of a run: its work times the pace that earlier runs on this machine measured for each kind of work. The range is that of
/// the measured paces, wider for whatever else the machine may do, and for subnets unlike those that were measured.
/// </summary>
public sealed class TimeEstimate
{
    /// <summary>The runs that are asked for the pace of a stage: those whose subnets are most like these.</summary>
    private const int Nearest = 3;

    /// <summary>A machine is never twice in the same state: what the pace of a run and that of the next may differ by.</summary>
    private const double Otherwise = 1.25;

    /// <summary>For each doubling or halving of the multiply-accumulates of a subnet beyond those that were measured.</summary>
    private const double EachDoubling = 1.15;
    private const double Giga = 1e9;

    /// <summary>Two of the report are the smallest and the largest subnet; the front is of some size between these parts of the evaluations.</summary>
    private const double SmallestFront = 0.02;
    private const double LargestFront = 0.25;
    private const int LongestFront = 60;
    private readonly IReadOnlyList<RunPace> _paces;
    private readonly RunWork _work;

    private TimeEstimate(RunWork work, IReadOnlyList<RunPace> paces) => (_work, _paces) = (work, paces);

    /// <summary>Null where a stage that the run has was not measured yet.</summary>
    /// <param name="paces">Of this machine.</param>
    /// <param name="missing">The stage that was not measured; null where the time is known.</param>
    public static EstimateRange? Of(RunWork work, IReadOnlyList<RunPace> paces, out string? missing)
    {
        var estimate = new TimeEstimate(work, paces);
        missing = paces.Count == 0 ? "Not measured yet on this machine."
            : work.Candidates > 0 && paces.All(pace => pace.Scoring is null) ? "Scoring candidates untrained was not measured yet on this machine."
            : work.MeasuresLatency && paces.All(pace => pace.Latency is null) ? "Measuring latency was not measured yet on this machine."
            : paces.All(pace => pace.Training is null) || paces.All(pace => pace.Accuracy is null) ? "Training or evaluation was not measured yet on this machine."
            : null;
        return missing is null ? estimate.Sum() : null;
    }

    private EstimateRange Sum()
    {
        var (fewest, most) = (2 + (SmallestFront * _work.Evaluations), 2 + Math.Min(LongestFront, LargestFront * _work.Evaluations));
        EstimatePart[] parts =
        [
            Part("training", pace => pace.Training, _work.MacsPerPass, _work.TrainingMacs / Giga),
            Part("accuracy on the way", pace => pace.Accuracy, _work.SubnetMacs, _work.ProbeMacs / Giga),
            Part("scoring candidates", pace => pace.Scoring, _work.SubnetMacs, _work.Candidates * _work.SubnetMacs / Giga),
            Part("evaluations", pace => pace.Accuracy, _work.SubnetMacs, _work.Evaluations * _work.ImagesPerEvaluation * _work.SubnetMacs / Giga),
            Part("latencies", pace => pace.Latency, _work.SubnetMacs, _work.MeasuresLatency ? _work.MeasuredLatencies : 0),
            Part("trained alone", pace => pace.Training, _work.SubnetMacs, _work.AloneMacs / Giga),
            Report(fewest, most),
            new("start, strategy, files", _paces.Min(pace => pace.OtherSeconds) / Otherwise, _paces.Max(pace => pace.OtherSeconds) * Otherwise),
        ];
        ImmutableArray<EstimatePart> shown = [.. parts.Where(part => part.High > 0).OrderByDescending(part => part.High)];
        return new EstimateRange(shown.Sum(part => part.Low), shown.Sum(part => part.High), shown, Basis());
    }

    /// <summary>What random search and the search both propose is measured once: the low end has a fifth less.</summary>
    private EstimatePart Part(string name, Func<RunPace, StagePace?> stage, double macs, double work)
    {
        var (low, high) = work > 0 ? PaceOf(stage, macs) : (0, 0);
        return new EstimatePart(name, low * work * (name is "evaluations" or "latencies" ? 0.8 : 1), high * work);
    }

    private EstimatePart Report(double fewest, double most)
    {
        var accuracy = PaceOf(pace => pace.Accuracy, _work.SubnetMacs);
        var (low, high) = (accuracy.Low * _work.ImagesPerReport * _work.SubnetMacs / Giga, accuracy.High * _work.ImagesPerReport * _work.SubnetMacs / Giga);
        if (_work.MeasuresLatency)
        {
            var latency = PaceOf(pace => pace.Latency, _work.SubnetMacs);
            (low, high) = (low + (2 * latency.Low), high + (2 * latency.High));
        }

        return new EstimatePart("report on the test split", low * fewest, high * most);
    }

    private (double Low, double High) PaceOf(Func<RunPace, StagePace?> stage, double macs)
    {
        var near = _paces.Select(stage).OfType<StagePace>().OrderBy(pace => Doublings(pace, macs)).Take(Nearest).ToList();

        // Runs of much unlike subnets say nothing where there are some of like ones.
        var alike = near.Where(pace => Doublings(pace, macs) <= Doublings(near[0], macs) + 1).ToList();
        var wider = Otherwise * Math.Pow(EachDoubling, Doublings(near[0], macs));
        return (alike.Min(pace => Towards(pace, pace.Low, alike.Count)) / wider, alike.Max(pace => Towards(pace, pace.High, alike.Count)) * wider);
    }

    /// <summary>
    /// Of one run alone its tenth tells how the pace may change; of several their own differences do, and each counts halfway
    /// (geometrically) from its mean to its tenth.
    /// </summary>
    private static double Towards(StagePace pace, double tenth, int runs) => runs == 1 ? tenth : Math.Sqrt(pace.Middle * tenth);

    private static double Doublings(StagePace pace, double macs) => Math.Abs(Math.Log2(Math.Max(1, macs) / Math.Max(1, pace.Macs)));

    private string Basis()
    {
        var newest = _paces[0];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Measured on {newest.Machine} in {_paces.Count} earlier {(_paces.Count == 1 ? "run" : "runs")} here, last in “{newest.Source}” ({newest.Space}); {_work.Steps:N0} steps of {_work.PassesPerStep:0.#} subnets, {_work.Evaluations:N0} evaluations at most. Low: the fastest tenth, high: the slowest, each widened by a quarter for other load.");
    }
}
