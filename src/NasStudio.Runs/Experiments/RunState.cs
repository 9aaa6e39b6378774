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
    /// <summary>Whether nobody works on a run in this state, nor will. Only an interrupted one may still be resumed.</summary>
    public static bool HasEnded(this RunState state) =>
        state is RunState.Completed or RunState.Failed or RunState.Canceled or RunState.Interrupted;

    /// <summary>Whether a run in this state can go on from its last checkpoint.</summary>
    public static bool CanResume(this RunState state) => state is RunState.Paused or RunState.Interrupted;
}
