using System.Globalization;
using System.Xml.Linq;

namespace NasStudio.Web.Parts.Subnets;

/// <summary>
/// One block of a network as SVG, for the page and for the file: as high as it has channels, a hexagon for mbconv, a split
/// box for a transformer, rounded for a cell, dashed where the subnet does not use it.
/// </summary>
public static class BlockDrawing
{
    /// <summary>Pixels.</summary>
    public const int Width = 66;

    /// <summary>Pixels.</summary>
    public const int Height = 176;

    private const int Middle = 68;
    private const double Tallest = 124;
    private const double Lowest = 14;
    private const int LongestLabel = 12;

    public static XNamespace Svg { get; } = "http://www.w3.org/2000/svg";

    /// <summary>A group at the origin. Its classes are coloured by whoever shows it.</summary>
    /// <param name="widest">Channels of the widest block.</param>
    public static XElement Of(NetworkBlock block, int widest) => new(
        Svg + "g",
        new XElement(Svg + "title", block.IsUsed ? $"{block.Name}: {block.Output}" : $"{block.Name}: not used"),
        block.IsUsed ? Shapes(block, HeightOf(block.Channels, widest)) : Box("d-ghost", 2, 20, Width - 10, 2),
        Text("d-name", Height - 20, Label(block.Name)),
        Text("d-channels", Height - 6, block.IsUsed ? block.Channels.ToString(CultureInfo.InvariantCulture) : "–"));

    /// <summary>The same as a picture of its own for a page.</summary>
    public static string Picture(NetworkBlock block, int widest) => new XElement(
        Svg + "svg",
        new XAttribute("width", Width),
        new XAttribute("height", Height),
        new XAttribute("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {Width} {Height}")),
        new XAttribute("aria-hidden", "true"),
        Of(block, widest)).ToString(SaveOptions.DisableFormatting);

    private static IEnumerable<XElement> Shapes(NetworkBlock block, double height)
    {
        const int half = (Width - 12) / 2;
        return block.Kind switch
        {
            "mbconv" => [new XElement(Svg + "path", new XAttribute("class", "d-mbconv"), new XAttribute("d", Hexagon(height)))],
            "transformer" => [Box("d-vit", 2, height, half, 2), Box("d-vit", 3 + half, height, half, 2)],
            "cell" => [Box("d-cell", 2, height, Width - 10, 16)],
            _ => [Box("d-fix", 2, height, Width - 10, 2)],
        };
    }

    private static XElement Box(string kind, int left, double height, int width, int corner) => new(
        Svg + "rect",
        new XAttribute("class", kind),
        new XAttribute("x", left),
        new XAttribute("y", Number(Middle - (height / 2))),
        new XAttribute("width", width),
        new XAttribute("height", Number(height)),
        new XAttribute("rx", corner));

    private static XElement Text(string kind, int y, string text) =>
        new(Svg + "text", new XAttribute("class", kind), new XAttribute("x", (Width - 6) / 2), new XAttribute("y", y), text);

    /// <summary>A waist at both ends: the bottleneck, with the expansion between.</summary>
    private static string Hexagon(double height)
    {
        var (top, bottom, inset) = (Middle - (height / 2), Middle + (height / 2), Math.Min(12, height / 4));
        const int right = Width - 8;
        return $"M2 {Number(top + inset)} L14 {Number(top)} H{right - 12} L{right} {Number(top + inset)} V{Number(bottom - inset)} L{right - 12} {Number(bottom)} H14 L2 {Number(bottom - inset)} Z";
    }

    /// <summary>By the square root, so that a head of 1,000 channels does not flatten a stem of 8.</summary>
    private static double HeightOf(int channels, int widest) => Math.Max(Lowest, Tallest * Math.Sqrt(channels / (double)widest));

    /// <summary>The end of a name that a column has no room for: paths differ there.</summary>
    private static string Label(string name) => name.Length <= LongestLabel ? name : $"…{name[^(LongestLabel - 1)..]}";

    private static string Number(double value) => value.ToString("F1", CultureInfo.InvariantCulture);
}
