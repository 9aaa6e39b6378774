using Microsoft.AspNetCore.Components;

namespace NasStudio.Web.Parts.Subnets;

/// <summary>How a number was obtained: "measured" (solid border), "estimated" (dashed), "exact" (faint).</summary>
public sealed partial class OriginBadge
{
    [Parameter]
    [EditorRequired]
    public string Kind { get; set; } = "";
}
