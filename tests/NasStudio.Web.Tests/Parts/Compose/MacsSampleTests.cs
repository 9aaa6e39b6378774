using NasStudio.Core.Spaces;
using NasStudio.Web.Parts.Compose;

namespace NasStudio.Web.Tests.Parts.Compose;

public sealed class MacsSampleTests
{
    private static readonly SpaceView View = SpaceView.Of(SearchSpaceWriter.Write(BuiltInSpaces.Find("hybrid-tiny")!), null);

    [Fact]
    public void Of_ASpace_LiesWithinItsRangeAndIsTheSameAgain()
    {
        var sample = MacsSample.Of(View, CancellationToken.None);
        Assert.Equal(MacsSample.Subnets, sample.Macs.Length);
        Assert.InRange(sample.Macs[0], View.Analysis.Macs.Min, View.Analysis.Macs.Max);
        Assert.InRange(sample.Macs[^1], sample.Macs[0], View.Analysis.Macs.Max);
        Assert.Equal(sample.Macs, MacsSample.Of(View, CancellationToken.None).Macs);
    }

    [Fact]
    public void Counts_AnyNumberOfSteps_HoldEverySubnetOnce()
    {
        var sample = MacsSample.Of(View, CancellationToken.None);
        Assert.Equal(MacsSample.Subnets, sample.Counts(30).Sum());
        Assert.True(sample.Counts(30)[0] > 0);
        Assert.True(sample.Counts(30)[^1] > 0);
    }

    [Fact]
    public void Counts_AllAlike_StandInOneStep() => Assert.Equal([3, 0, 0], new MacsSample([5, 5, 5]).Counts(3));

    [Fact]
    public void Of_OfaAtOneResolution_Counts7371ToTheFifthPower()
    {
        var ofa = SearchSpaceWriter.ToJson(BuiltInSpaces.Find("ofa-mbv3")!);
        ofa["input"]!["resolution"] = new System.Text.Json.Nodes.JsonArray(224);
        var subnets = SpaceView.Of(ofa.ToJsonString(), null).Analysis.Subnets;
        Assert.Equal(System.Numerics.BigInteger.Pow(7371, 5), subnets);
        Assert.StartsWith("21758", subnets.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
