using System.Globalization;
using Microsoft.AspNetCore.Components;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Tables;

namespace NasStudio.Web.Parts.Experiment;

/// <summary>The four numbers of a run that one looks for first.</summary>
public sealed partial class ExperimentReadouts
{
    [Parameter]
    [EditorRequired]
    public ExperimentView View { get; set; } = default!;

    private RunSnapshot Snapshot => View.Snapshot;

    private string Done => Snapshot.Run.EvaluationsDone.ToString("N0", CultureInfo.CurrentCulture);

    private string Planned => string.Create(CultureInfo.CurrentCulture, $"of {Snapshot.Run.EvaluationsPlanned:N0} subnets")
        + (View.Document.LooksForDuplicates ? string.Create(CultureInfo.CurrentCulture, $", {Snapshot.DuplicatesAvoided:N0} duplicates avoided") : "");

    private string BestAccuracy => Snapshot.Best?.Search.Values.TryGetValue("accuracy", out var accuracy) is true ? Figures.Percent(accuracy) : "–";

    private string BestOrigin => Snapshot.Best?.Search.Accuracy is { } origin
        ? string.Create(CultureInfo.CurrentCulture, $"± {origin.StandardError * 100:F2} points, {origin.Images:N0} {origin.Split} images")
        : "validation images";

    private bool HasOneObjective => View.OnATable && View.Document.Search.Objectives.Length == 1;

    private string RegretNow => TableRegret.Of(View.Document, Snapshot)?.ToString("G4", CultureInfo.CurrentCulture) ?? "–";

    private string BestOfTable => Snapshot.Best is { } best ? View.Plane.Y.Show(SubnetRow.Of(best, front: true)) : "–";
}
