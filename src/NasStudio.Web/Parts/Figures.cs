using System.Globalization;
using System.Numerics;

namespace NasStudio.Web.Parts;

/// <summary>Numbers as they stand on the screen: rounded to what is known, with their unit, in the reader's culture.</summary>
public static class Figures
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>A fraction 0..1 as percent, for example "97.24 %".</summary>
    public static string Percent(double fraction, int decimals = 2) =>
        string.Create(CultureInfo.CurrentCulture, $"{(fraction * 100).ToString("F" + decimals, CultureInfo.CurrentCulture)} %");

    /// <summary>A part of one with four digits: "0.8213".</summary>
    public static string Fraction(double value) => value.ToString("F4", CultureInfo.CurrentCulture);

    /// <summary>A count in groups of three.</summary>
    public static string Whole(long value) => value.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>Day and time of day, UTC.</summary>
    public static string Moment(DateTimeOffset time) => $"{time.UtcDateTime.ToString("g", CultureInfo.CurrentCulture)} UTC";

    /// <summary>Three significant digits, for example "0.312 ms" or "14.2 ms".</summary>
    public static string Milliseconds(double value) => $"{Significant(value)} ms";

    /// <summary>Counts in thousands, millions, billions: "812", "48.2 k", "1.25 M", "2.10 G".</summary>
    public static string Count(double value) => Math.Abs(value) switch
    {
        >= 1e9 => $"{Significant(value / 1e9)} G",
        >= 1e6 => $"{Significant(value / 1e6)} M",
        >= 1e4 => $"{Significant(value / 1e3)} k",
        _ => value.ToString("N0", CultureInfo.CurrentCulture),
    };

    /// <summary>A value of a table's column, whose unit is its own: six significant digits, whole numbers in full.</summary>
    public static string Plain(double value) => value == Math.Floor(value) && Math.Abs(value) < 1e15
        ? value.ToString("N0", CultureInfo.InvariantCulture)
        : value.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>Sizes in steps of 1,024: "812 B", "48.2 KiB".</summary>
    public static string Bytes(long value) => value switch
    {
        >= 1 << 30 => $"{Significant(value / (double)(1 << 30))} GiB",
        >= 1 << 20 => $"{Significant(value / (double)(1 << 20))} MiB",
        >= 1 << 10 => $"{Significant(value / (double)(1 << 10))} KiB",
        _ => string.Create(CultureInfo.CurrentCulture, $"{value} B"),
    };

    /// <summary>Exact below a million, then two decimals and a power of ten: "2.18 × 10¹⁹".</summary>
    public static string Scientific(BigInteger value)
    {
        if (BigInteger.Abs(value) < 1_000_000)
        {
            return value.ToString("N0", CultureInfo.CurrentCulture);
        }

        var digits = BigInteger.Abs(value).ToString(CultureInfo.InvariantCulture);
        var exponent = digits.Length - 1;
        var leading = Math.Round(double.Parse($"{digits[0]}.{digits[1..Math.Min(digits.Length, 15)]}", CultureInfo.InvariantCulture), 2);
        if (leading >= 10)
        {
            leading = 1;
            exponent++;
        }

        var power = string.Concat(exponent.ToString(CultureInfo.InvariantCulture).Select(digit => Superscripts[digit - '0']));
        return string.Create(CultureInfo.CurrentCulture, $"{(value.Sign < 0 ? "−" : "")}{leading:F2} × 10{power}");
    }

    /// <summary>All decimals in groups of three.</summary>
    public static string Exact(BigInteger value) => value.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>What is left as a range: "12–16 min left"; null while nothing is known.</summary>
    public static string? Remaining(double? lowSeconds, double? highSeconds)
    {
        if (lowSeconds is not { } low || highSeconds is not { } high)
        {
            return null;
        }

        var (unit, seconds) = high switch { < 90 => ("s", 1), < 5400 => ("min", 60), _ => ("h", 3600) };
        var decimals = unit == "h" ? 1 : 0;
        var from = Math.Round(low / seconds, decimals);
        var to = Math.Max(Math.Round(high / seconds, decimals), from);
        return string.Create(CultureInfo.CurrentCulture, $"{(from < to ? $"{from}–{to}" : $"{to}")} {unit} left");
    }

    /// <summary>How long something took: "48 s", "12 min 5 s", "3 h 10 min".</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 60 } => string.Create(CultureInfo.CurrentCulture, $"{time.TotalSeconds:F0} s"),
        { TotalMinutes: < 60 } => string.Create(CultureInfo.CurrentCulture, $"{time.Minutes} min {time.Seconds} s"),
        _ => string.Create(CultureInfo.CurrentCulture, $"{(int)time.TotalHours} h {time.Minutes} min"),
    };

    /// <summary>How long ago: "just now", "5 min ago", "3 h ago", then the day in UTC.</summary>
    public static string Ago(DateTimeOffset then, DateTimeOffset now) => (now - then) switch
    {
        { TotalSeconds: < 60 } => "just now",
        { TotalMinutes: < 60 } age => string.Create(CultureInfo.CurrentCulture, $"{(int)age.TotalMinutes} min ago"),
        { TotalHours: < 24 } age => string.Create(CultureInfo.CurrentCulture, $"{(int)age.TotalHours} h ago"),
        _ => then.UtcDateTime.ToString("d MMM yyyy", CultureInfo.CurrentCulture),
    };

    /// <summary>Three significant digits without an exponent.</summary>
    public static string Significant(double value)
    {
        var magnitude = Math.Abs(value);
        var decimals = magnitude switch { >= 100 => 0, >= 10 => 1, >= 1 => 2, >= 0.1 => 3, 0 => 0, _ => 4 };
        return value.ToString("F" + decimals, CultureInfo.CurrentCulture);
    }
}
