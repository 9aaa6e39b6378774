using System.Globalization;
using System.Xml.Linq;
using NasStudio.Web.Parts.Subnets;

namespace NasStudio.Web.Subnets;

/// <summary>The block diagram of a subnet as an SVG file that needs nothing beside it: light colours, its own styles, a legend.</summary>
public static class DiagramFile
{
    private const int PerRow = 16;
    private const int Margin = 16;
    private const int Heading = 40;

    /// <summary>The light theme's colours of tokens.css; the file has no page to take them from.</summary>
    private const string Style = """
        text { font: 500 11px system-ui, sans-serif; fill: #5B6A6F; }
        .d-title { font-size: 15px; font-weight: 600; fill: #11201F; }
        .d-name, .d-channels { text-anchor: middle; } .d-channels { fill: #11201F; }
        .d-mbconv, .d-cell { fill: #BFDDE1; stroke: #0B6472; } .d-vit { fill: #E0DAF0; stroke: #6D5BA8; }
        .d-fix { fill: #E3E9EA; stroke: #7F8D91; } .d-ghost { fill: none; stroke: #5B6A6F; stroke-dasharray: 3 3; }
        """;

    /// <param name="title">Above the diagram: what and of which experiment.</param>
    public static string Write(IReadOnlyList<NetworkBlock> blocks, string title)
    {
        var svg = BlockDrawing.Svg;
        var widest = blocks.Max(block => block.Channels);
        var width = (2 * Margin) + (Math.Clamp(blocks.Count, 8, PerRow) * BlockDrawing.Width);
        var rows = ((blocks.Count - 1) / PerRow) + 1;
        var height = Heading + (rows * (BlockDrawing.Height + Margin)) + (2 * Margin);
        var root = new XElement(
            svg + "svg",
            new XAttribute("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {width} {height}")),
            new XAttribute("width", width),
            new XAttribute("height", height),
            new XElement(svg + "title", title),
            new XElement(svg + "style", Style),
            new XElement(svg + "rect", new XAttribute("width", width), new XAttribute("height", height), new XAttribute("fill", "#FFFFFF")),
            Text("d-title", Margin + 12, title),
            blocks.Select((block, index) => Placed(BlockDrawing.Of(block, widest), index)),
            Text("d-note", height - Margin, "Height: channels. Hexagon: mbconv; split box: transformer; rounded: cell; dashed: not used."));
        return new XDocument(new XDeclaration("1.0", "utf-8", null), root).Declaration + Environment.NewLine + root;
    }

    private static XElement Placed(XElement block, int index)
    {
        var (left, top) = (Margin + (index % PerRow * BlockDrawing.Width), Heading + (index / PerRow * (BlockDrawing.Height + Margin)));
        block.SetAttributeValue("transform", string.Create(CultureInfo.InvariantCulture, $"translate({left}, {top})"));
        return block;
    }

    private static XElement Text(string kind, int y, string text) =>
        new(BlockDrawing.Svg + "text", new XAttribute("class", kind), new XAttribute("x", Margin), new XAttribute("y", y), text);
}
