using Bunit;
using NasStudio.Core.Blocks;
using NasStudio.Web.Parts.Subnets;

namespace NasStudio.Web.Tests.Parts.Subnets;

public sealed class CellDiagramTests : BunitContext
{
    [Fact]
    public void Cell_OfThreeNodes_ShowsEveryEdgeAndWhichAreCut()
    {
        var cell = new Cell(3, [CellOperations.Find("nor_conv_3x3")!, CellOperations.Find("none")!, CellOperations.Find("skip_connect")!]);

        var diagram = Render<CellDiagram>(parameters => parameters.Add(part => part.Cell, cell));

        Assert.Equal(3, diagram.FindAll("circle").Count);
        Assert.Equal(3, diagram.FindAll(".d-edge").Count);
        Assert.StartsWith("2-0", Assert.Single(diagram.FindAll(".d-edge-cut")).TextContent, StringComparison.Ordinal);
        Assert.Contains("node 1 to node 2: skip_connect", diagram.Find(".diagram").GetAttribute("aria-label"), StringComparison.Ordinal);
    }
}
