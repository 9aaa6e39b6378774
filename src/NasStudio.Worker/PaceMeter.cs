using NasStudio.Core.Experiments;
using NasStudio.Export.Latency;
using NasStudio.Runs.Estimates;

namespace NasStudio.Worker;

/// <summary>Measures how fast the stages of a run go, for the estimates of later ones. It changes nothing of the run.</summary>
internal sealed class PaceMeter(TimeProvider time)
{
    /// <summary>Steps of training that make one part: a single step is at the mercy of the garbage collector.</summary>
    private const int StepsOfAPart = 8;
    private const double Giga = 1e9;
    private readonly long _started = time.GetTimestamp();
    private readonly List<(double Seconds, double Work, double Macs)> _training = [];
    private readonly List<(double Seconds, double Work, double Macs)> _accuracy = [];
    private readonly List<(double Seconds, double Work, double Macs)> _latency = [];
    private readonly List<(double Seconds, double Work, double Macs)> _scoring = [];
    private readonly long _runtimeBytes = MemoryOf("VmRSS");
    private (double Seconds, double Work, double Passes, int Steps) _part;
    private double _measured;

    /// <param name="workOf">Multiply-accumulates of all forward passes of the step over the batch, and how many passes of one image these are.</param>
    public T Step<T>(Func<T> step, Func<T, (double Macs, double Passes)> workOf)
    {
        var (result, seconds) = Timed(step);
        var (macs, passes) = workOf(result);
        _part = (_part.Seconds + seconds, _part.Work + macs, _part.Passes + passes, _part.Steps + 1);
        if (_part.Steps == StepsOfAPart)
        {
            _training.Add(Part());
            _part = default;
        }

        return result;
    }

    /// <param name="images">That pass through the subnet.</param>
    public T Accuracy<T>(Func<T> measure, long macs, int images) => Note(_accuracy, measure, macs * (double)images / Giga, macs);

    public T Latency<T>(Func<T> measure, long macs) => Note(_latency, measure, 1, macs);

    /// <summary>Time that belongs to the stages, but says nothing of their pace.</summary>
    public void Besides(Action work) => Timed(() =>
    {
        work();
        return 0;
    });

    /// <param name="candidates">Scored untrained.</param>
    /// <param name="macs">Of one of them, on average.</param>
    public void Scoring(Action score, int candidates, double macs) => Note(
        _scoring,
        () =>
        {
            score();
            return 0;
        },
        candidates * macs / Giga,
        macs);

    /// <summary>All that was measured so far; stages that the run had not are left out.</summary>
    public RunPace Pace(ExperimentDocument experiment) => new(time.GetUtcNow(), ThisMachine.Processor, experiment.Name, experiment.SearchSpace.Name)
    {
        Training = StagePace.Of(_training.Count == 0 && _part.Steps > 0 ? [Part()] : _training),
        Accuracy = StagePace.Of(_accuracy),
        Latency = StagePace.Of(_latency),
        Scoring = StagePace.Of(_scoring),
        OtherSeconds = Math.Max(0, time.GetElapsedTime(_started).TotalSeconds - _measured),
        RuntimeBytes = _runtimeBytes,
        PeakBytes = MemoryOf("VmHWM"),
    };

    private (double Seconds, double Work, double Macs) Part() => (_part.Seconds, _part.Work / Giga, _part.Work / _part.Passes);

    private T Note<T>(List<(double Seconds, double Work, double Macs)> parts, Func<T> measure, double work, double macs)
    {
        var (result, seconds) = Timed(measure);
        parts.Add((seconds, work, macs));
        return result;
    }

    private (T Result, double Seconds) Timed<T>(Func<T> work)
    {
        var started = time.GetTimestamp();
        var result = work();
        var seconds = time.GetElapsedTime(started).TotalSeconds;
        _measured += seconds;
        return (result, seconds);
    }

    /// <summary>A line of /proc/self/status, in bytes; 0 where there is none.</summary>
    private static long MemoryOf(string line)
    {
        const string Status = "/proc/self/status";
        var found = File.Exists(Status) ? File.ReadLines(Status).FirstOrDefault(text => text.StartsWith($"{line}:", StringComparison.Ordinal)) : null;
        return found is not null && long.TryParse(found.AsSpan(line.Length + 1).Trim().TrimEnd("kB"), out var kilobytes) ? kilobytes * 1024 : 0;
    }
}
