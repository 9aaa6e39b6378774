using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace NasStudio.Web.Parts.Subnets;

/// <summary>
/// A subnet from left to right, a block a column, as high as it has channels; wraps where the screen ends. js/subnet-page.js
/// links its blocks and the rows of the layer table by their data-block.
/// </summary>
public sealed partial class NetworkDiagram
{
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<NetworkBlock> Blocks { get; set; } = [];

    /// <summary>Whether a block leads to its layers, which the page shows.</summary>
    [Parameter]
    public bool Leads { get; set; } = true;

    private int Widest => Blocks.Max(block => block.Channels);

    private static string Words(NetworkBlock block) =>
        string.Create(CultureInfo.InvariantCulture, $"{block.Name}: {block.Kind}, {block.Channels} channels, output {block.Output}; show its layers");
}
