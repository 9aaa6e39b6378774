using NasStudio.Core.Networks;
using NasStudio.Export.Weights;

namespace NasStudio.Export.Tests.Weights;

public sealed class SubnetWeightsTests
{
    [Fact]
    public void Slice_LeadingAndCentredAxes_TakesThatBlock()
    {
        // Stored [4, 3, 5, 7], the value spells its index; view [2, 3, 3, 3].
        var stored = new FloatTensor([4, 3, 5, 7], [.. Spelled(4, 3, 5, 7)]);
        var view = new Parameter("w", [new(2), new(3), new(3, Placement.Centred), new(3, Placement.Centred)], Initialization.Ones);

        var slice = SubnetWeights.Slice(view, stored);

        float[] expected = [.. from a in Range(0, 2) from b in Range(0, 3) from c in Range(1, 3) from d in Range(2, 3) select (a * 1000f) + (b * 100) + (c * 10) + d];
        Assert.Equal([2, 3, 3, 3], slice.Shape);
        Assert.Equal(expected, slice.Values);
    }

    [Fact]
    public void Slice_WholeNetwork_HasItsParametersAndStatistics()
    {
        var network = Net(width: 3);
        var weights = SubnetWeights.Slice(network, Parameters(Net(width: 5)), Statistics(3));

        Assert.Equal(
            ["conv.weight", "head.bias", "head.weight", "norm.bias", "norm.mean", "norm.var", "norm.weight"],
            weights.Keys.Order(StringComparer.Ordinal));
        Assert.All(network.Parameters, parameter => Assert.Equal(parameter.Shape.Sizes, weights[parameter.Name].Shape));
    }

    [Fact]
    public void Slice_MissingParameter_NamesIt()
    {
        var stored = Parameters(Net(width: 5));
        stored.Remove("head.bias");

        var error = Assert.Throws<KeyNotFoundException>(() => SubnetWeights.Slice(Net(width: 3), stored, Statistics(3)));
        Assert.Contains("head.bias", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Slice_StoredAxisTooSmall_NamesBothShapes()
    {
        var error = Assert.Throws<ArgumentException>(() => SubnetWeights.Slice(Net(width: 5), Parameters(Net(width: 3)), Statistics(5)));

        Assert.Contains("[3, 1, 3, 3]", error.Message, StringComparison.Ordinal);
        Assert.Contains("5×1×3×3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Slice_StatisticsMissingOrOfAnotherSubnet_NamesThem()
    {
        var stored = Parameters(Net(width: 5));

        Assert.Contains("norm.mean", Assert.Throws<KeyNotFoundException>(() => SubnetWeights.Slice(Net(width: 3), stored, new Dictionary<string, FloatTensor>())).Message, StringComparison.Ordinal);
        Assert.Contains("norm.mean", Assert.Throws<ArgumentException>(() => SubnetWeights.Slice(Net(width: 3), stored, Statistics(5))).Message, StringComparison.Ordinal);
    }

    private static Network Net(int width)
    {
        var builder = new NetworkBuilder(new(1, 4, 4, 2));
        var norm = builder.BatchNorm("norm", builder.Convolution("conv", builder.Input, width, 3));
        builder.Linear("head", builder.Mean("mean", norm), 2);
        return builder.Build();
    }

    private static Dictionary<string, FloatTensor> Parameters(Network network) =>
        network.Parameters.ToDictionary(parameter => parameter.Name, parameter => new FloatTensor([.. parameter.Shape.Sizes], new float[parameter.Elements]));

    private static Dictionary<string, FloatTensor> Statistics(int channels) => new()
    {
        ["norm.mean"] = new([channels], new float[channels]),
        ["norm.var"] = new([channels], new float[channels]),
    };

    private static IEnumerable<float> Spelled(int a, int b, int c, int d) =>
        from i in Range(0, a) from j in Range(0, b) from k in Range(0, c) from l in Range(0, d) select (i * 1000f) + (j * 100) + (k * 10) + l;

    private static IEnumerable<int> Range(int start, int count) => Enumerable.Range(start, count);
}
