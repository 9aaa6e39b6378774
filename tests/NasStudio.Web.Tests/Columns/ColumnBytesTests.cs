using NasStudio.Web.Columns;

namespace NasStudio.Web.Tests.Columns;

public sealed class ColumnBytesTests
{
    [Fact]
    public void AddDifferences_RisingByOne_TakesAByteEach()
    {
        var bytes = new ColumnBytes();
        bytes.AddDifferences([1, 2, 3, 4]);
        Assert.Equal([2, 2, 2, 2], bytes.ToArray());
    }

    [Fact]
    public void AddDifferences_LargeStepsBothWays_AreVarints()
    {
        var bytes = new ColumnBytes();
        bytes.AddDifferences([300, 299]);
        // Zigzag: +300 is 600 = 0x258, two groups of seven bits from the lowest; −1 is 1.
        Assert.Equal([0xD8, 0x04, 0x01], bytes.ToArray());
    }

    [Theory]
    [InlineData("u4", new[] { 0.0, 4294967294 })]
    [InlineData("f8", new[] { 1.0, 17_000_000_000 })]
    [InlineData("f8", new[] { 1.0, double.NaN })]
    [InlineData("f4", new[] { 0.5, 3 })]
    public void AddPlanes_Values_TakeTheSmallestKindThatHoldsThem(string kind, double[] values)
    {
        var bytes = new ColumnBytes();
        Assert.Equal(kind, bytes.AddPlanes(values));
        Assert.Equal(values.Length * (kind == "f8" ? 8 : 4), bytes.Length);
    }

    [Fact]
    public void AddPlanes_TwoNumbers_StandPlaneByPlane()
    {
        var bytes = new ColumnBytes();
        bytes.AddPlanes([0x04030201, 0x08070605]);
        Assert.Equal([1, 5, 2, 6, 3, 7, 4, 8], bytes.ToArray());
    }
}
