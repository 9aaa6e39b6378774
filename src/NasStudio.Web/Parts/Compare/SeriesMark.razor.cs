using Microsoft.AspNetCore.Components;
using NasStudio.Web.Charts;

namespace NasStudio.Web.Parts.Compare;

/// <summary>A series as the charts draw it: line and marker.</summary>
public sealed partial class SeriesMark
{
    /// <summary>From 0.</summary>
    [Parameter]
    [EditorRequired]
    public int Index { get; set; }

    private SeriesLook Look => SeriesLook.All[Index];
}
