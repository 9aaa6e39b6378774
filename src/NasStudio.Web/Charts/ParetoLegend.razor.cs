using Microsoft.AspNetCore.Components;

namespace NasStudio.Web.Charts;

/// <summary>The marks of the cloud.</summary>
public sealed partial class ParetoLegend
{
    /// <summary>Whether some points were asked for by random search only, beside a strategy.</summary>
    [Parameter]
    public bool Baseline { get; set; }
}
