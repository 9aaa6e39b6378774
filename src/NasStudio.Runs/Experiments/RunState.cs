namespace NasStudio.Runs.Experiments;

/// <summary>States of an experiment (of its newest run). Spelled as in the API.</summary>
public enum RunState
{
    Draft,
    Queued,
    Running,
    Paused,
    Completed,
    Failed,
    Canceled,
    Interrupted,
}
