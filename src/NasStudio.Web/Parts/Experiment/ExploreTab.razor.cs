using Microsoft.AspNetCore.Components;

namespace NasStudio.Web.Parts.Experiment;

/// <summary>What the evaluated subnets say of the decisions.</summary>
public sealed partial class ExploreTab
{
    [Parameter]
    [EditorRequired]
    public ExperimentView View { get; set; } = default!;

    /// <summary>Told the id of a row that was clicked.</summary>
    [Parameter]
    public EventCallback<string> Open { get; set; }
}
