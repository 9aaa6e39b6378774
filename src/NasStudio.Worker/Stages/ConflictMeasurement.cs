using System.Diagnostics;
using NasStudio.Core.Sampling.Levels;
using NasStudio.Runs.Protocol;
using NasStudio.Torch.Evaluation;
using NasStudio.Torch.Training;

namespace NasStudio.Worker.Stages;

/// <summary>
/// Measures at three moments of a training how well the gradients of subnets agree, and reports it as metrics and a sentence.
/// The same subnets and images each time.
/// </summary>
internal sealed class ConflictMeasurement(RunMaterials materials, PreparedImages train, LevelTable levels, ulong seed, RunProgress progress) : IDisposable
{
    private readonly GradientConflictProbe _probe = new(materials.Supernet, architecture => materials.Space.Expand(architecture, materials.Input));

    /// <summary>How long the measurements took so far: it is no time of training.</summary>
    public TimeSpan Taken { get; private set; }

    /// <summary>Measures where this many steps done are one of the moments; otherwise nothing.</summary>
    public void At(long done, long steps, CancellationToken stop)
    {
        var moment = done == 0 ? 0 : done == steps ? 2 : done == steps / 2 ? 1 : -1;
        if (moment < 0)
        {
            return;
        }

        var started = Stopwatch.GetTimestamp();
        var conflict = _probe.Measure(levels, train, seed, () => progress.Advance(done, steps), stop);
        var name = MetricNames.Conflict + MetricNames.Moments[moment];
        foreach (var gap in conflict.Gaps)
        {
            progress.Metric(gap.Gap, $"{name}.cosine", gap.Cosine.Mean);
            progress.Metric(gap.Gap, $"{name}.low", gap.Cosine.Lower);
            progress.Metric(gap.Gap, $"{name}.high", gap.Cosine.Upper);
            progress.Metric(gap.Gap, $"{name}.macsRatio", gap.MacsRatio);
        }

        progress.Metric(0, $"{name}.spearman", conflict.Spearman.Mean);
        progress.Metric(0, $"{name}.spearmanLow", conflict.Spearman.Lower);
        progress.Metric(0, $"{name}.spearmanHigh", conflict.Spearman.Upper);
        progress.Log($"After step {done}: {conflict.Sentence}");
        Taken += Stopwatch.GetElapsedTime(started);
    }

    public void Dispose() => _probe.Dispose();
}
