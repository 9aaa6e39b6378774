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

public static class RunStates
{
    /// <summary>Whether a run in this state will never change again.</summary>
    public static bool HasEnded(this RunState state) =>
        state is RunState.Completed or RunState.Failed or RunState.Canceled or RunState.Interrupted;
}
