using System.Globalization;
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

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    public void Arches_AnyNodes_LieWithinThePicture(int nodes)
    {
        var cell = new Cell(nodes, [.. Cell.EdgesOf(nodes).Select(_ => CellOperations.Find("skip_connect")!)]);

        var diagram = Render<CellDiagram>(parameters => parameters.Add(part => part.Cell, cell));

        var height = int.Parse(diagram.Find("svg").GetAttribute("height")!, CultureInfo.InvariantCulture);
        foreach (var path in diagram.FindAll(".d-edge"))
        {
            // "M30 118 Q105 30 180 118": the curve turns halfway between its ends and its control point.
            var numbers = path.GetAttribute("d")!.Split([' ', 'M', 'Q'], StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
            Assert.InRange((numbers[1] + numbers[3]) / 2, 20, height - 10);
        }
    }
}
