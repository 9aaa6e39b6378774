using System.Globalization;

namespace NasStudio.Web.Parts.Compose;

/// <summary>Ranges of an estimate as people read them, no more digits than are known.</summary>
public static class EstimateText
{
    /// <summary>"2–4 min"; one unit for both ends.</summary>
    public static string Duration(double low, double high)
    {
        var (unit, seconds) = high switch { < 90 => ("s", 1.0), < 5400 => ("min", 60.0), < 172_800 => ("h", 3600.0), _ => ("days", 86_400.0) };
        return Range(low / seconds, high / seconds, unit);
    }

    /// <summary>"310–480 MiB".</summary>
    public static string Bytes(double low, double high)
    {
        var (unit, bytes) = high switch { < 1 << 10 => ("B", 1.0), < 1 << 20 => ("KiB", 1024.0), < 1 << 30 => ("MiB", 1048576.0), _ => ("GiB", 1073741824.0) };
        return Range(low / bytes, high / bytes, unit);
    }

    private static string Range(double low, double high, string unit)
    {
        var (from, to) = (Rounded(low, down: true), Rounded(high, down: false));
        return from == to ? $"{to} {unit}" : $"{from}–{to} {unit}";
    }

    /// <summary>Two digits, never narrower than the range is.</summary>
    private static string Rounded(double value, bool down)
    {
        var step = value < 10 ? 0.1 : Math.Pow(10, Math.Floor(Math.Log10(value)) - 1);
        var rounded = (down ? Math.Floor((value / step) + 1e-9) : Math.Max(0, Math.Ceiling((value / step) - 1e-9))) * step;
        return rounded.ToString(rounded < 10 && rounded % 1 > 0.01 ? "F1" : "F0", CultureInfo.CurrentCulture);
    }
}
