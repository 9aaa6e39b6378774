using NasStudio.Core.Networks;
using NasStudio.Export.Latency;
using NasStudio.Runs;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Protocol;

namespace NasStudio.Web.Subnets;

/// <summary>Measures the layers of subnets on this machine: one subnet at a time, and never while a run may be measuring latencies.</summary>
public sealed class LayerLatencies(IRunStore store) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Takes a good second for a small network, longer where others wait for theirs.</summary>
    /// <exception cref="InvalidOperationException">A run may be measuring latencies; the message says which and what to wait for.</exception>
    public async Task<MeasuredLayers> MeasureAsync(Network network, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var running = await store.ListRunsAsync(RunState.Running, cancellation);
            if (running.FirstOrDefault(run => !IsTraining(run)) is { } measuring)
            {
                throw new InvalidOperationException(
                    $"{await NameAsync(measuring, cancellation)} is in its stage “{measuring.Stage ?? RunStages.Prepare}”, in which latencies are measured; two measurements at once would spoil each other. Measure when the run has ended, or pause it.");
            }

            var latency = await Task.Run(() => LayerLatency.Measure(network, cancellation), cancellation);
            return new MeasuredLayers(latency, running.Count > 0 ? await NameAsync(running[0], cancellation) : null);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    /// <summary>It computes, which disturbs, but measures no latency that a measurement here could disturb.</summary>
    private static bool IsTraining(RunRow run) => run.Stage is RunStages.Train or RunStages.Score or RunStages.Alone;

    private async Task<string> NameAsync(RunRow run, CancellationToken cancellation) =>
        await store.FindExperimentAsync(run.ExperimentId, cancellation) is { } experiment ? $"“{experiment.Name}”" : "A run";
}

/// <param name="Beside">The experiment, in quotes, that was training meanwhile; null where this machine had no run to do.</param>
public sealed record MeasuredLayers(LayerLatency Latency, string? Beside);
