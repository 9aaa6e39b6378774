using System.IO.Compression;
using System.Text;
using NasStudio.Core.Decisions;
using NasStudio.Core.Documents;
using NasStudio.Core.Tables;

namespace NasStudio.Core.Tests.Tables;

public sealed class TableReaderTests
{
    private const string Small = """
        number,params_depth,params_kind,params_kernel,values_error,values_ms,isomorphism_class
        0,10,wide,3,0.5,12,4
        1,9,narrow,,0.25,1e1,4
        2,10,narrow,,0.125,7,5

        """;

    [Fact]
    public void Read_ColumnsOfChoices_OrdersNumbersByValueAndWordsByFirstAppearance()
    {
        var table = TableReader.Read(Small);

        Assert.Equal(["depth: 9 10", "kind: wide narrow", "kernel: 3"], table.Decisions.Decisions.Select(decision => $"{decision.Name}: {string.Join(' ', decision.Choices)}"));
        Assert.Equal(["error", "ms"], table.Objectives);
        Assert.Equal([0.25, 10], table.Rows[1].Values);
        Assert.Equal([4, 4, 5], table.Rows.Select(row => row.IsomorphismClass));
        Assert.Equal([2, 3, 4], table.Rows.Select(row => row.Line));
    }

    [Fact]
    public void Read_EmptyCells_AreInactiveWhereAnEarlierDecisionSaysSo()
    {
        var table = TableReader.Read(Small);

        Assert.Equal([("depth", "9"), ("kind", "narrow")], table.Decisions.DescribeAsText(table.Rows[1].Architecture).Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(4, (int)table.Decisions.Count());
    }

    [Fact]
    public void Read_EmptyCellsThatNothingExplains_AreAChoice()
    {
        var table = TableReader.Read("params_a,params_b,values_x\n1,,1\n1,5,2\n");

        Assert.Equal(["", "5"], table.Decisions.Decisions[1].Choices.Select(choice => choice.Text));
        Assert.Equal(2, table.Rows.Length);
    }

    [Fact]
    public void Find_ArchitectureAbsentFromTheTable_IsNull()
    {
        var table = TableReader.Read(Small);

        Assert.Null(table.Find(table.Decisions.Canonical([0, 0, 0])));
        Assert.Equal(2, table.IndexOf(table.Decisions.Canonical([1, 1, 0])));
        Assert.Same(table.Rows[0], table.Find(table.Rows[0].Architecture));
    }

    [Fact]
    public void Read_CellStrings_BecomeSixEdges()
    {
        var table = TableReader.Read("""
            index,arch,isomorphism_class,cifar10,note
            7,|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_3x3~0|none~1|skip_connect~2|,0,63.3640,a
            """);

        Assert.Equal(["cifar10"], table.Objectives);
        Assert.Equal(
            "edge01 avg_pool_3x3, edge02 nor_conv_1x1, edge12 skip_connect, edge03 nor_conv_3x3, edge13 none, edge23 skip_connect",
            string.Join(", ", table.Decisions.DescribeAsText(table.Rows[0].Architecture).Select(pair => $"{pair.Key} {pair.Value}")));
        Assert.Equal(15_625, (int)table.Decisions.Count());
    }

    [Fact]
    public void Read_Gzip_IsTheSameAsPlain()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Small));
        }

        var plain = TableReader.Read(Encoding.UTF8.GetBytes(Small));

        Assert.Equal(
            plain.Rows.Select(row => (row.Architecture.Id, string.Join(' ', row.Values))),
            TableReader.Read(packed.ToArray()).Rows.Select(row => (row.Architecture.Id, string.Join(' ', row.Values))));
    }

    [Fact]
    public void Read_QuotedCellsAndWindowsLineEnds_AreUnderstood()
    {
        var table = TableReader.Read("params_a,values_x\r\n\"one, \"\"two\"\"\nthree\",1\r\nfour,2\r\n");

        Assert.Equal(["one, \"two\"\nthree", "four"], table.Decisions.Decisions[0].Choices.Select(choice => choice.Text));
        Assert.Equal(4, table.Rows[1].Line);
    }

    [Fact]
    public void Read_ResultsOfDynast_BecomeDecisionsAndMetrics()
    {
        var table = TableReader.Read("""
            Sub-network,Date,Latency (ms),Top-1 Acc (%)
            "{'d': [2, 3], 'r': [224], 'mode': 'symmetric'}",2023-05-04 10:11:12,31.5,75.1
            "{'d': [4, 3], 'r': [192], 'mode': 'asymmetric'}",2023-05-04 10:12:40,28.25,74.9
            """);

        Assert.Equal(
            ["d_0: 2 4", "d_1: 3", "r_0: 192 224", "mode: symmetric asymmetric"],
            table.Decisions.Decisions.Select(decision => $"{decision.Name}: {string.Join(' ', decision.Choices)}"));
        Assert.Equal(["Latency (ms)", "Top-1 Acc (%)"], table.Objectives);
        Assert.Equal([28.25, 74.9], table.Rows[1].Values);
    }

    [Fact]
    public void Read_SameRowTwice_CountsOnce() =>
        Assert.Single(TableReader.Read("params_a,values_x\n1,2\n1.0,2\n").Rows);

    [Theory]
    [InlineData("params_a,values_x\n1,2\n2\n", "line 3, column 2", "1 cells")]
    [InlineData("params_a,values_x\n1,2\n2,3,4\n", "line 3, column 3", "3 cells")]
    [InlineData("params_a,values_x\n1,2\n2,NaN\n", "line 3, column 2 (values_x)", "\"NaN\"")]
    [InlineData("params_a,values_x\n1,2\n2,\n", "line 3, column 2 (values_x)", "\"\"")]
    [InlineData("params_a,values_x\n1,2\n1,3\n", "line 3, column 2 (values_x)", "line 2")]
    [InlineData("params_a,values_x,isomorphism_class\n1,2,a\n", "line 2, column 3 (isomorphism_class)", "\"a\"")]
    [InlineData("params_a,params_a,values_x\n1,2,3\n", "line 1, column 2 (params_a)", "Two columns")]
    [InlineData("params_a\n1\n", "line 1", "no objective")]
    [InlineData("a,values_x\n1,2\n", "line 1", "no decision")]
    [InlineData("params_a,arch,values_x\n1,b,2\n", "line 1", "both")]
    [InlineData("params_a,values_x\n", "", "0 rows")]
    [InlineData("params_a,values_x\n\"1,2\n", "line 2, column 1", "never closed")]
    [InlineData("Sub-network,ms\n\"{'d': [2]}\",1\n\"{'d': [2, 3]}\",2\n", "line 3, column 1 (Sub-network)", "other entries")]
    [InlineData("Sub-network,ms\n\"['d']\",1\n", "line 2, column 1 (Sub-network)", "no dictionary")]
    [InlineData("Sub-network,ms\n\"{'d': [[2]]}\",1\n", "line 2, column 1 (Sub-network)", "no dictionary")]
    [InlineData("Sub-network,ms\n\"{'d': 2}\",1\n\"{'d': 3}\",nan\n", "line 3, column 2 (values_ms)", "\"nan\"")]
    [InlineData("arch,x\n|none~0|+|none~0|none~1|,2\n", "line 2, column 1 (arch)", "2 nodes")]
    [InlineData("arch,x\n|none~0|+|none~0|none~1|+|none~0|none~1|,2\n", "line 2, column 1 (arch)", "3 edges")]
    [InlineData("arch,x\n|none~0|+|none~0|none~1|+|none~0|conv~1|none~2|,2\n", "line 2, column 1 (arch)", "\"conv~1\"")]
    [InlineData("arch,x\n|none~0|+|none~1|none~0|+|none~0|none~1|none~2|,2\n", "line 2, column 1 (arch)", "\"none~1\"")]
    public void Read_BrokenTable_IsRefusedWithLineAndColumn(string csv, string path, string message)
    {
        var error = Assert.Single(Assert.Throws<DocumentException>(() => TableReader.Read(csv)).Errors);

        Assert.Equal(path, error.Path);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_BrokenGzip_IsRefused() =>
        Assert.Throws<DocumentException>(() => TableReader.Read([0x1F, 0x8B, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));

    [Fact]
    public void Read_NasBench201OfTheDataFolder_HasEveryCellAndTheBestOne()
    {
        var folder = Environment.GetEnvironmentVariable("NASSTUDIO_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "NASSTUDIO_DATA is not set.");

        var table = TableReader.Read(File.ReadAllBytes(Path.Combine(folder!, "nasbench201", "nasbench201_cifar10.csv.gz")));

        Assert.Equal(15_625, table.Rows.Length);
        Assert.Contains("latency_ms_pixel3", table.Objectives);
        var best = table.Rows.MaxBy(row => row.Values[table.Objectives.IndexOf("cifar10_test_200ep")])!;
        Assert.Equal((94.373, 6113), (Math.Round(best.Values[table.Objectives.IndexOf("cifar10_test_200ep")], 3), best.Line));
    }
}
