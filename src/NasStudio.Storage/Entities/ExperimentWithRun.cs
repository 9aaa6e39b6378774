namespace NasStudio.Storage.Entities;

/// <summary>An experiment beside its newest run, as queries join them.</summary>
internal sealed class ExperimentWithRun
{
    public required ExperimentEntity Experiment { get; init; }

    public RunEntity? Newest { get; init; }
}
