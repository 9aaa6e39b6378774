using System.Globalization;
using System.IO.Compression;
using NasStudio.Core.Costs;
using NasStudio.Core.Decisions;
using NasStudio.Core.Networks;
using NasStudio.Core.Spaces;

namespace NasStudio.Core.Tests.Spaces;

/// <summary>The built-in cell space against the benchmark's own table, where NASSTUDIO_DATA has it.</summary>
public sealed class NasBench201Tests
{
    private static readonly NetworkInput Cifar10 = new(3, 32, 32, 10);
    private readonly SearchSpace _space = new(BuiltInSpaces.Find("nasbench201")!);

    [Fact]
    public void Count_IsThatOfTheBenchmark() => Assert.Equal(15_625, _space.Decisions.Count());

    [Fact]
    public void Decisions_AreTheEdgesInTheOrderOfTheBenchmark() => Assert.Equal(
        ["resolution", "cell.1-0", "cell.2-0", "cell.2-1", "cell.3-0", "cell.3-1", "cell.3-2"],
        _space.Decisions.Decisions.Select(decision => decision.Name));

    [Fact]
    public void Expand_KnownCell_HasThePublishedStructure()
    {
        var network = _space.Expand(Parse("|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|none~0|nor_conv_3x3~1|skip_connect~2|"), Cifar10);

        Assert.Equal(new Shape(16, 32, 32), network["stem.norm"].Output);
        Assert.Equal(new Operation.AveragePool(3, 1), network["stack1.1.1-0.avg_pool_3x3"].Operation);
        Assert.Equal(["stack1.1.2-0.nor_conv_1x1.norm", "stack1.1.1-0.avg_pool_3x3"], network["stack1.1.2-1.add"].Inputs);
        Assert.Equal(["stack1.1.3-1.nor_conv_3x3.norm", "stack1.1.2-1.add"], network["stack1.1.3-2.add"].Inputs);
        Assert.Equal(["stack1.1.3-2.add"], network["stack1.2.1-0.avg_pool_3x3"].Inputs);
        Assert.Equal(new Operation.AveragePool(2, 2), network["stack2.entry.shortcut.pool"].Operation);
        Assert.Equal(new Operation.Convolution(3, 2, 1), network["stack3.entry.first.conv"].Operation);
        Assert.Equal(new Shape(64, 8, 8), network["stack3.5.3-2.add"].Output);
        Assert.Equal(["head.last.norm", "head.last.act", "head.mean", "head.logits"], network.Layers.TakeLast(4).Select(layer => layer.Name));
        Assert.DoesNotContain(network.Layers, layer => layer.Operation is Operation.Zero);
    }

    /// <summary>
    /// The table counts convolutions and the linear layer as multiply-accumulates, and as parameters also the batch norms'
    /// weights and biases, of every chosen operation, whether or not its node is read: exactly as <see cref="NetworkCost"/>.
    /// </summary>
    [Fact]
    public void Cost_OfEveryCell_IsThatOfTheTable()
    {
        var rows = Table();
        var ids = rows.AsParallel().Select(row =>
        {
            var architecture = Parse(row.Cell);
            var network = _space.Expand(architecture, Cifar10);
            var macs = network.Layers.Sum(layer => NetworkCost.MacsOf(network, layer));
            var parameters = network.Parameters.Sum(parameter => parameter.Elements);
            Assert.True((row.Macs, row.Parameters) == (macs, parameters), $"{row.Cell}: {row.Macs} MACs and {row.Parameters} parameters in the table, {macs} and {parameters} counted.");
            return architecture.Id;
        }).ToHashSet();

        Assert.Equal(15_625, rows.Length);
        Assert.Equal(15_625, ids.Count);
    }

    /// <summary>"|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+…": the edges into node 1, into node 2, …</summary>
    private Architecture Parse(string cell)
    {
        var operations = cell.Split(['|', '+'], StringSplitOptions.RemoveEmptyEntries).Select(edge => edge.Split('~')[0]);
        return _space.Decisions.Canonical(
            [0, .. _space.Decisions.Decisions.Skip(1).Zip(operations).Select(pair => pair.First.Choices.Select(choice => choice.Text).ToList().IndexOf(pair.Second))]);
    }

    private static (string Cell, long Macs, long Parameters)[] Table()
    {
        var data = Environment.GetEnvironmentVariable("NASSTUDIO_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(data), "NASSTUDIO_DATA is not set.");
        using var file = File.OpenRead(Path.Combine(data!, "nasbench201", "nasbench201_cifar10.csv.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var header = lines[0].Split(',');
        var (cell, macs, parameters) = (Array.IndexOf(header, "arch"), Array.IndexOf(header, "macs"), Array.IndexOf(header, "params"));
        return
        [
            .. from line in lines.Skip(1)
               let entries = line.Split(',')
               select (entries[cell], long.Parse(entries[macs], CultureInfo.InvariantCulture), long.Parse(entries[parameters], CultureInfo.InvariantCulture)),
        ];
    }
}
