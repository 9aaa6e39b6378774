using Bunit;
using NasStudio.Runs.Experiments;
using NasStudio.Web.Parts;

namespace NasStudio.Web.Tests.Parts;

public sealed class MetricTableTests : BunitContext
{
    [Fact]
    public void Render_SeveralMetrics_NewestValuesFarthestFromZeroFirstBesideMacs()
    {
        MetricRow[] metrics =
        [
            new(1, 10, "agreement.macs", 0.1),
            new(2, 10, "agreement.synflow", 0.9),
            new(3, 18, "agreement.macs", 0.5),
            new(4, 18, "agreement.synflow", 0.25),
            new(5, 18, "agreement.grasp", -0.625),
            new(6, 18, "loss", 2),
        ];

        var part = Render<MetricTable>(parameters => parameters.Add(it => it.Metrics, metrics));

        Assert.Equal(
            ["grasp −0.63 +0.13", "macs +0.50 —", "synflow +0.25 −0.25"],
            part.FindAll("tbody tr").Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent))));
        Assert.Contains("evaluated so far (18)", part.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_NothingYet_SaysWhen()
    {
        var part = Render<MetricTable>(parameters => parameters.Add(it => it.Metrics, [new MetricRow(1, 1, "loss", 2)]));

        Assert.Empty(part.FindAll("table"));
        Assert.Contains("once a few subnets are evaluated", part.Markup, StringComparison.Ordinal);
    }
}
