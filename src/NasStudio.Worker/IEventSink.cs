using NasStudio.Runs.Protocol;

namespace NasStudio.Worker;

/// <summary>Where a run's events go: to a studio, or to the terminal.</summary>
internal interface IEventSink
{
    void Report(RunEvent runEvent);
}
