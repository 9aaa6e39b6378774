using NasStudio.Core.Experiments;
using NasStudio.Core.Tables;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Charts;

namespace NasStudio.Web.Parts.Experiment;

/// <summary>What the tabs of an experiment show at one moment: the experiment, its newest run, and what was read beside them.</summary>
/// <param name="Front">In the order of its cost.</param>
/// <param name="Convergence">Null before the search begins.</param>
/// <param name="Ranking">Null where no subnet was trained alone.</param>
/// <param name="Chosen">Id of the subnet that the address names.</param>
public sealed record ExperimentView(
    ExperimentRow Experiment,
    RunSnapshot Snapshot,
    ObjectivePlane Plane,
    IReadOnlyList<SubnetRow> Front,
    Convergence? Convergence,
    StandAloneRanking? Ranking,
    string? Chosen)
{
    public Guid Id => Experiment.Id;

    public ExperimentDocument Document => Experiment.Document;

    public bool OnATable => Document.Table is not null;

    public bool ScoresCandidates => !OnATable && Document.Search.Strategy.ScoresCandidates;

    /// <summary>Several searches or random search beside one: not so in runs from before that was told.</summary>
    public bool HasConvergence => OnATable || (Document.Search is { HasBaseline: true } or { Repeats: > 1 }
        && (Convergence is not null || !Snapshot.Run.State.HasEnded()));

    public string SubnetPath(string subnet) => $"experiments/{Id}/subnets/{subnet}";

    public string OnnxPath(string subnet) => $"api/experiments/{Id}/subnets/{subnet}/download?format=onnx";
}
