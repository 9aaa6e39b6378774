using NasStudio.Runs.Protocol;

namespace NasStudio.Worker;

/// <summary>
/// What the worker's process takes of the machine: processor time over the time that has passed since the last reading, as a
/// part of all processors, and resident memory. Read where progress is reported, so on no thread of its own.
/// </summary>
internal sealed class ResourceMeter(TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);

    /// <summary>A curve of a long run gets points further and further apart: some 500 in each e-fold of its length.</summary>
    private const double Part = 1.0 / 500;

    private readonly long _began = time.GetTimestamp();
    private long _read = time.GetTimestamp();
    private TimeSpan _processor = Environment.CpuUsage.TotalTime;

    /// <summary>Nothing until the next reading is due. The step is the time of the reading, Unix milliseconds, so that launches of a run follow one another.</summary>
    public IEnumerable<MetricEvent> Read()
    {
        var passed = time.GetElapsedTime(_read);
        if (passed < Shortest || passed < time.GetElapsedTime(_began) * Part)
        {
            return [];
        }

        var processor = Environment.CpuUsage.TotalTime;
        var share = (processor - _processor) / passed / Environment.ProcessorCount;
        (_read, _processor) = (time.GetTimestamp(), processor);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return [new MetricEvent(now, MetricNames.Processors, Math.Clamp(share, 0, 1)), new MetricEvent(now, MetricNames.Memory, Environment.WorkingSet)];
    }
}
