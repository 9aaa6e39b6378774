namespace NasStudio.Runs.Protocol;

/// <summary>
/// What a worker needs to do one run; written as order.json, mode 0600, into the run's folder before the worker starts.
/// The worker's command line is: attach FOLDER. The experiment stands beside it as experiment.json.
/// </summary>
/// <param name="Server">Address for the worker's calls, for example http://127.0.0.1:5080.</param>
/// <param name="Token">Bearer of those calls; good for this launch only.</param>
/// <param name="Folder">Where checkpoints, statistics and the journal go: HOME/runs/{run}/e{launch}.</param>
/// <param name="Home">NASSTUDIO_HOME: calibrations and downloaded data sets.</param>
/// <param name="Data">NASSTUDIO_DATA, or null.</param>
public sealed record WorkOrder(Guid Run, int Launch, Uri Server, string Token, string Folder, string Home, string? Data);
