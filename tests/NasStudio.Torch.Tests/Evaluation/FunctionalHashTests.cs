using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Networks;
using NasStudio.Core.Objectives;
using NasStudio.Core.Randomness;
using NasStudio.Core.Spaces;
using NasStudio.Core.Tables;
using NasStudio.Torch.Evaluation;

namespace NasStudio.Torch.Tests.Evaluation;

public sealed class FunctionalHashTests
{
    private static readonly SearchSpace Cells = new(BuiltInSpaces.Find("nasbench201")!);
    private static readonly NetworkInput Input = new(3, 32, 32, 10);

    [Theory]
    // The same path over node 1 and over node 2.
    [InlineData("nor_conv_3x3 none none none skip_connect none", "none nor_conv_3x3 none none none skip_connect")]
    // An operation that gets nothing, and one that nobody reads.
    [InlineData("none none nor_conv_3x3 skip_connect none none", "none nor_conv_1x1 none skip_connect none none")]
    // Pooling is linear.
    [InlineData("skip_connect skip_connect none none avg_pool_3x3 avg_pool_3x3", "skip_connect skip_connect skip_connect none none avg_pool_3x3")]
    public void Of_CellsThatComputeTheSame_AreEqual(string one, string other)
    {
        using var hash = new FunctionalHash(Cells, Input);

        Assert.Equal(hash.Of(Cell(one)), hash.Of(Cell(other)));
    }

    [Theory]
    [InlineData("none none none nor_conv_3x3 none none", "none none none nor_conv_1x1 none none")]
    [InlineData("none none none nor_conv_3x3 none none", "none none none none none none")]
    // One convolution, and the sum of two.
    [InlineData("nor_conv_3x3 none none none skip_connect none", "nor_conv_3x3 nor_conv_3x3 none none skip_connect skip_connect")]
    // A convolution of a sum, and the sum of convolutions.
    [InlineData("skip_connect skip_connect skip_connect none none nor_conv_3x3", "skip_connect skip_connect none none nor_conv_3x3 nor_conv_3x3")]
    public void Of_CellsThatComputeSomethingElse_Differ(string one, string other)
    {
        using var hash = new FunctionalHash(Cells, Input);

        Assert.NotEqual(hash.Of(Cell(one)), hash.Of(Cell(other)));
    }

    [Fact]
    public void Of_StageSpace_TellsEverySubnetApart()
    {
        var space = new SearchSpace(BuiltInSpaces.Find("hybrid-tiny")!);
        using var hash = new FunctionalHash(space, new NetworkInput(1, 28, 28, 10));
        var random = new SeededRandom(1, "test");
        Architecture[] subnets = [.. Enumerable.Range(0, 20).Select(_ => space.Decisions.Sample(random)).Distinct()];

        Assert.Equal(subnets.Length, subnets.Select(hash.Of).Distinct().Count());
        Assert.Equal(hash.Of(subnets[0]), hash.Of(subnets[0]));
    }

    /// <summary>
    /// Every isomorphism class of the table has one key. The other way round the hash knows more: the classes of the table are
    /// those of an expression, in which a zero that is added still stands, as does the order of pooling and adding.
    /// </summary>
    [Fact]
    public void Of_AllCellsOfNasBench201_KeepsEveryIsomorphismClassTogether()
    {
        var table = Table();
        using var hash = new FunctionalHash(Cells, Input);

        var keys = table.Rows.Select(row => (row.IsomorphismClass, Key: hash.Of(OfRow(table, row.Architecture)))).ToList();

        Assert.Equal(6466, keys.Distinct().Count());
        Assert.Equal(4659, keys.Select(pair => pair.Key).Distinct().Count());
    }

    /// <summary>A third where small cells are looked for too, as every search of a supernet does; less where accuracy is all.</summary>
    [Theory]
    [InlineData(167, "cifar10_test_200ep", "macs")]
    [InlineData(100, "cifar10_test_200ep")]
    public void Of_ProposalsOfAgingEvolution_SavesEvaluations(int least, params string[] objectives)
    {
        var table = Table();
        using var hash = new FunctionalHash(Cells, Input);
        var problem = new TableProblem(
            table,
            [.. objectives.Select(name => new ObjectiveDefinition(name, name, name == "macs" ? Direction.Minimize : Direction.Maximize, ""))],
            ImmutableSortedDictionary<string, Bound>.Empty);
        var saved = Enumerable.Range(1, 3).Select(seed =>
        {
            var rows = TableSearch.Run(problem, TableSearch.Strategy(new StrategyOptions("aging-evolution"), table, (ulong)seed), 500, _ => { }, CancellationToken.None);
            return 500 - rows.Select(row => hash.Of(OfRow(table, table.Rows[row].Architecture))).Distinct().Count();
        }).ToList();

        Assert.All(saved, duplicates => Assert.InRange(duplicates, least, 500));
    }

    private static Architecture Cell(string operations)
    {
        var choices = new int[Cells.Decisions.Decisions.Length];
        foreach (var (edge, operation) in operations.Split(' ').Index())
        {
            Set(choices, edge, operation);
        }

        return Cells.Decisions.Canonical(choices);
    }

    private static Architecture OfRow(Table table, Architecture row)
    {
        var choices = new int[Cells.Decisions.Decisions.Length];
        for (var edge = 0; edge < 6; edge++)
        {
            Set(choices, edge, table.Decisions.ChoiceOf(row, edge)!.Text);
        }

        return Cells.Decisions.Canonical(choices);
    }

    /// <summary>Edges in the order of the table and of the cell: into node 1, then into node 2, ...</summary>
    private static void Set(int[] choices, int edge, string operation)
    {
        var decisions = Cells.Decisions.Decisions;
        var index = Cells.Decisions.IndexOf($"cell.{new[] { "1-0", "2-0", "2-1", "3-0", "3-1", "3-2" }[edge]}");
        choices[index] = decisions[index].Choices.ToList().FindIndex(choice => choice.Text == operation);
    }

    private static Table Table()
    {
        var folder = Environment.GetEnvironmentVariable("NASSTUDIO_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "NASSTUDIO_DATA is not set.");
        return TableReader.Read(File.ReadAllBytes(Path.Combine(folder!, "nasbench201", "nasbench201_cifar10.csv.gz")));
    }
}
