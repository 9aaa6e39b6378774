using Bunit;
using NasStudio.Web.Parts;

namespace NasStudio.Web.Tests.Parts;

public sealed class SparklineTests : BunitContext
{
    [Fact]
    public void Render_Curve_RisesFromTheLeastToTheLargest() =>
        Assert.Equal("2.0,22.0 48.0,12.0 94.0,2.0", Points([0.2, 0.3, 0.4]));

    [Fact]
    public void Render_AllTheSame_IsALineAtTheBottom() => Assert.Equal("2.0,22.0 94.0,22.0", Points([0.4, 0.4]));

    [Fact]
    public void Render_OnePoint_HasNoLineButItsWords()
    {
        var part = Render<Sparkline>(parameters => parameters.Add(it => it.Values, [0.5]).Add(it => it.Label, "flat"));
        Assert.Empty(part.FindAll("polyline"));
        Assert.Equal("flat", part.Find("svg").GetAttribute("aria-label"));
    }

    private string? Points(double[] values) =>
        Render<Sparkline>(parameters => parameters.Add(it => it.Values, values).Add(it => it.Label, "x")).Find("polyline").GetAttribute("points");
}
