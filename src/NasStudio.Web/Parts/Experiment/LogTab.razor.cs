using Microsoft.AspNetCore.Components;

namespace NasStudio.Web.Parts.Experiment;

/// <summary>What the run said.</summary>
public sealed partial class LogTab
{
    [Parameter]
    [EditorRequired]
    public ExperimentView View { get; set; } = default!;
}
