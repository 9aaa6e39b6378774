using Microsoft.AspNetCore.Components;

namespace NasStudio.Web.Parts.Compose;

/// <summary>A block kind as a small drawing: mbconv bulges, a transformer is attention over MLP, a cell is a graph.</summary>
public sealed partial class BlockPicture
{
    [Parameter]
    [EditorRequired]
    public string Kind { get; set; } = "";
}
