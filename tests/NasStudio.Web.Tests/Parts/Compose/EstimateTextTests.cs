using NasStudio.Web.Parts.Compose;

namespace NasStudio.Web.Tests.Parts.Compose;

public sealed class EstimateTextTests
{
    [Theory]
    [InlineData(41.2, 88, "41–88 s")]
    [InlineData(95, 251, "1.5–4.2 min")]
    [InlineData(5400, 12_345, "1.5–3.5 h")]
    [InlineData(400_000, 900_000, "4.6–11 days")]
    [InlineData(0, 0, "0 s")]
    public void Duration_OfARange_IsRoundedOutwardsInOneUnit(double low, double high, string text) => Assert.Equal(text, EstimateText.Duration(low, high));

    [Theory]
    [InlineData(325_058_560, 511_705_088, "310–490 MiB")]
    [InlineData(900, 900, "900 B")]
    public void Bytes_OfARange_IsRoundedOutwardsInOneUnit(double low, double high, string text) => Assert.Equal(text, EstimateText.Bytes(low, high));
}
