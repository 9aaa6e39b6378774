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

        Assert.InRange(smallest.Macs, 100_000, 200_000);
        Assert.InRange(largest.Macs, 5_000_000, 6_000_000);
        Assert.True(largest.Macs >= 20 * smallest.Macs, $"{smallest} {largest}");
    }
}
