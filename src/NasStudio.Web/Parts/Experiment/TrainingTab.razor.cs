using NasStudio.Core.Experiments;

namespace NasStudio.Web.Parts.Experiment;

/// <summary>How the supernet was trained.</summary>
public sealed partial class TrainingTab
{
    protected override IEnumerable<string> Charts => View.OnATable
        ? []
        : [.. TrainingCurves.Charts, .. TrainingDetails.Charts, .. LevelCharts.ChartsOf(Training.Sampler), .. Training.GradientProbe ? [GradientConflictPanel.Chart] : Array.Empty<string>()];

    private TrainingOptions Training => View.Document.Training;
}
