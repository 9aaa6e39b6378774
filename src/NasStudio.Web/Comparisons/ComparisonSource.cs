using NasStudio.Core.Tables;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Feeds;

namespace NasStudio.Web.Comparisons;

/// <summary>An experiment and its newest run, as read for a comparison.</summary>
/// <param name="Run">Null for a Draft.</param>
/// <param name="Convergence">Null where the search has not begun.</param>
public sealed record ComparisonSource(ExperimentRow Experiment, RunSnapshot? Run, Convergence? Convergence);
