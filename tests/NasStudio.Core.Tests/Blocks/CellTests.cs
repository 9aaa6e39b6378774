using NasStudio.Core.Blocks;
using NasStudio.Core.Networks;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Tests.Blocks;

public sealed class CellTests
{
    private readonly NetworkBuilder _network = new(new(8, 7, 5, 10));

    [Fact]
    public void EdgesOf_FourNodes_AreInTheOrderOfTheBenchmark() =>
        Assert.Equal(["1-0", "2-0", "2-1", "3-0", "3-1", "3-2"], Cell.EdgesOf(4).Select(edge => edge.ToString()));

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public void Append_RandomOperations_KeepsTheShapeAndEveryChosenOperation(int nodes)
    {
        var random = new SeededRandom(1, "cells", nodes);
        for (var i = 0; i < 50; i++)
        {
            var network = new NetworkBuilder(new(8, 7, 5, 10));
            CellOperation[] operations = [.. Cell.EdgesOf(nodes).Select(_ => CellOperations.All[random.NextInt(CellOperations.All.Length)])];

            var output = new Cell(nodes, [.. operations]).Append(network, "c", network.Input);

            Assert.Equal(network.Input.Output, output.Output);
            var layers = network.Build().Layers;
            Assert.Equal(operations.Count(operation => operation is CellOperation.NormedConvolution), layers.Count(layer => layer.Operation is Operation.Convolution));
            Assert.All(layers.Skip(1), layer => Assert.StartsWith("c.", layer.Name, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Append_EveryEdgeCut_GivesZeros()
    {
        var output = CellOf("none", "none", "none").Append(_network, "c", _network.Input);

        Assert.IsType<Operation.Zero>(output.Operation);
        Assert.Equal(_network.Input.Output, output.Output);
    }

    [Fact]
    public void Append_SkipsOnly_AddsTheInputToItself()
    {
        var output = CellOf("skip_connect", "skip_connect", "skip_connect").Append(_network, "c", _network.Input);

        Assert.Equal(["input", "input"], output.Inputs);
        Assert.Equal(2, _network.Build().Layers.Length);
    }

    /// <summary>A pooled or skipped zero is zero, but the batch norm behind a convolution of zeros adds its bias.</summary>
    [Fact]
    public void Append_NodeThatNothingReaches_IsZeroForItsConvolutionsOnly()
    {
        var pooled = CellOf("none", "skip_connect", "avg_pool_3x3").Append(_network, "a", _network.Input);
        var convolved = CellOf("none", "skip_connect", "nor_conv_1x1").Append(_network, "b", _network.Input);

        Assert.Same(_network.Input, pooled);
        Assert.Equal(["input", "b.2-1.nor_conv_1x1.norm"], convolved.Inputs);
        Assert.Equal(["b.zero"], _network.Build()["b.2-1.nor_conv_1x1.act"].Inputs);
    }

    [Fact]
    public void Append_NodeThatNothingReads_StaysInTheNetwork()
    {
        var output = CellOf("nor_conv_3x3", "skip_connect", "none").Append(_network, "c", _network.Input);

        Assert.Same(_network.Input, output);
        Assert.Equal(4, _network.Build().Layers.Length);
    }

    [Fact]
    public void All_AscendInParameters()
    {
        var parameters = CellOperations.All.Select(operation =>
        {
            var network = new NetworkBuilder(new(8, 7, 5, 10));
            operation.Append(network, operation.Name, network.Input, () => network.Input);
            return network.Build().Parameters.Sum(parameter => parameter.Elements);
        }).ToArray();

        Assert.Equal(parameters.Order(), parameters);
        Assert.All(CellOperations.All, operation => Assert.Same(operation, CellOperations.Find(operation.Name)));
    }

    private static Cell CellOf(params string[] operations) => new(3, [.. operations.Select(name => CellOperations.Find(name)!)]);
}
