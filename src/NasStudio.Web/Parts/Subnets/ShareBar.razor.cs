using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace NasStudio.Web.Parts.Subnets;

/// <summary>A part of a whole as a bar and in percent.</summary>
public sealed partial class ShareBar
{
    /// <summary>0 to 1.</summary>
    [Parameter]
    [EditorRequired]
    public double Share { get; set; }

    private string Width => string.Create(CultureInfo.InvariantCulture, $"{Share * 100:F1}%");
}
