namespace NasStudio.Core.Search;

/// <summary>
/// The natural logarithm from additions, multiplications and divisions alone, which IEEE 754 fixes to the bit: that of the
/// system's library differs between systems in the last place, and a search must not.
/// </summary>
internal static class PortableLogarithm
{
    private const double LogarithmOfTwo = 0.693147180559945309417;

    /// <param name="value">Positive and finite.</param>
    public static double Of(double value)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
        var exponent = Math.ILogB(value);
        var ratio = Math.ScaleB(value, -exponent);

        // ln m = 2 artanh z with z = (m − 1) / (m + 1): |z| ≤ 1/3, so 17 terms are exact to double precision.
        var z = (ratio - 1) / (ratio + 1);
        var sum = 0.0;
        for (var power = 33; power > 0; power -= 2)
        {
            sum = (sum * z * z) + (1.0 / power);
        }

        return (exponent * LogarithmOfTwo) + (2 * z * sum);
    }
}
