namespace NasStudio.Runs.Protocol;

/// <summary>Names of the files in the folder of one launch; written by the worker, read by the server.</summary>
public static class RunFolder
{
    public const string Order = "order.json";
    public const string Experiment = "experiment.json";

    /// <summary>Events as JSON Lines, before they are uploaded.</summary>
    public const string Journal = "events.jsonl";

    /// <summary>What the search starts from (<c>EarlierRun</c>s), of all launches of the run: in the folder above.</summary>
    public const string WarmStart = "warm-start.json";

    /// <summary>All that the worker printed.</summary>
    public const string Output = "worker.log";

    /// <summary>The widest parameters, after training.</summary>
    public const string Supernet = "supernet.safetensors";

    /// <summary>Folder of the training's checkpoints, the latest two.</summary>
    public const string Checkpoints = "checkpoints";

    /// <summary>Folder of <see cref="Statistics"/>.</summary>
    public const string StatisticsFolder = "statistics";

    /// <summary>How far the searches of a table came, after each repeat.</summary>
    public const string Convergence = "convergence.json";

    /// <summary>What training subnets alone gave so far (<c>StandAloneRanking</c>).</summary>
    public const string StandAlone = "stand-alone.json";

    /// <summary>Recalibrated batch-norm statistics of one evaluated subnet: "layer.mean" and "layer.var".</summary>
    public static string Statistics(string subnetId) => Path.Combine(StatisticsFolder, $"{subnetId}.safetensors");
}
