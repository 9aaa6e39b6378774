using Microsoft.AspNetCore.Components;

namespace NasStudio.Web.Parts;

/// <summary>Experiments as rows, with their actions.</summary>
public sealed partial class ExperimentTable
{
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<ExperimentSummary> Rows { get; set; } = [];

    [Parameter]
    public EventCallback<ExperimentSummary> Start { get; set; }

    [Parameter]
    public EventCallback<ExperimentSummary> Cancel { get; set; }

    [Parameter]
    public EventCallback<ExperimentSummary> Delete { get; set; }

    [Inject]
    private TimeProvider Time { get; set; } = default!;
}
