using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Runs.Launching;
using NasStudio.Runs.Protocol;

namespace NasStudio.Web.Tests.Hosting;

/// <summary>A studio with one completed experiment: 40 evaluated subnets, the first one's files, curves and a log line.</summary>
public sealed class FinishedRun : Studio, IAsyncLifetime
{
    public const int Subnets = 40;

    public Guid Experiment { get; private set; }

    public static IReadOnlyList<Architecture> Architectures { get; } = SampleRun.Architectures(Subnets);

    public async ValueTask InitializeAsync()
    {
        Launcher.Script = async (run, _) =>
        {
            SampleRun.Leave(run.Order.Folder, Architectures[0]);
            await run.ReportAsync(
                new ProgressEvent(RunStages.Train, 0.1, null, null, 0, Subnets),
                new MetricEvent(1, "loss", 2.5),
                new MetricEvent(2, "loss", double.NaN),
                new LogEvent("info", "trained"),
                SampleRun.Box);
            await run.ReportAsync(Architectures.Select((architecture, n) => SampleRun.Evaluated(architecture, n)));
            await run.ReportAsync(
                SampleRun.Evaluated(Architectures[0], 0, Fidelity.Final),
                new ProgressEvent(RunStages.Report, 1, null, null, Subnets, Subnets),
                new EndEvent(null));
            return new WorkerEnd(WorkerExit.Done, null);
        };
        Experiment = await SubmitAsync(start: true, TestContext.Current.CancellationToken, "déjà vu/../1");
        await WaitForAsync(Experiment, "Completed", TestContext.Current.CancellationToken);
    }
}
