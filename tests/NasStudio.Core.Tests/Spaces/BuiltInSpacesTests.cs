using NasStudio.Core.Costs;
using NasStudio.Core.Spaces;

namespace NasStudio.Core.Tests.Spaces;

public sealed class BuiltInSpacesTests
{
    [Fact]
    public void HybridTiny_SmallestAndLargest_SpanTwentyfoldMacs()
    {
        var space = new SearchSpace(BuiltInSpaces.Find("hybrid-tiny")!);
        var input = space.DefaultInput;
        var smallest = NetworkCost.Of(space.Expand(space.Smallest, input));
        var largest = NetworkCost.Of(space.Expand(space.Largest, input));

        Assert.InRange(smallest.Macs, 80_000, 100_000);
        Assert.InRange(largest.Macs, 2_000_000, 3_000_000);
        Assert.True(largest.Macs >= 20 * smallest.Macs, $"{smallest} {largest}");
    }
}
