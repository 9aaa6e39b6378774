using NasStudio.Core.Costs;
using NasStudio.Core.Decisions;
using NasStudio.Core.Networks;
using NasStudio.Core.Spaces;

namespace NasStudio.Core.Tests.Spaces;

/// <summary>The built-in elasticvit against the subnets that its authors publish, counted as they count.</summary>
public sealed class ElasticVitTests
{
    private readonly SearchSpace _space = new(BuiltInSpaces.Find("elasticvit")!);

    /// <summary>
    /// Millions as microsoft/Moonlit counts them: the nine models of the paper, the three smallest subnets of its levels, the
    /// largest. Widths and depths from the stem on; expansions of the two convolutional stages, kernels from the stem's, ratios
    /// of the four transformer stages.
    /// </summary>
    [Theory]
    [InlineData(62.92, "128", "16 24 32 64 96 176 272", "1 2 3 1 1 1 1", "3 3", "3 3 3", "2 2 3 4", "2 2 2 2")]
    [InlineData(119.98, "160", "16 24 40 48 96 176 256", "1 2 3 1 1 2 2", "3 3", "3 3 3", "3 4 3 2", "2 2 2 2")]
    [InlineData(217.64, "192", "16 24 40 64 96 192 272", "1 3 3 2 2 2 2", "3 3", "3 3 3", "2 2 3 4", "2 2 2 2")]
    [InlineData(318.53, "224", "16 24 48 64 96 192 256", "1 3 3 2 2 2 2", "3 3", "3 3 3", "2 2 2 4", "2 2 2 2")]
    [InlineData(415.58, "224", "16 32 48 64 96 192 288", "1 3 5 2 2 2 2", "3 3", "5 3 3", "2 4 4 5", "2 2 2 2")]
    [InlineData(517.11, "256", "16 24 40 64 96 192 320", "1 3 3 2 2 2 2", "3 6", "5 5 5", "4 3 4 4", "2 2 2 2")]
    [InlineData(618.78, "256", "16 24 48 64 96 256 320", "2 4 4 2 2 2 2", "3 4", "3 3 5", "4 5 3 5", "2 2 2 2")]
    [InlineData(704.11, "256", "16 24 40 80 128 256 304", "1 3 4 2 2 2 2", "6 6", "3 3 3", "3 2 3 5", "2 2 2 3")]
    [InlineData(815.40, "256", "16 32 48 80 128 256 320", "1 3 4 2 2 2 2", "5 5", "5 3 5", "4 4 3 5", "2 2 2 2")]
    [InlineData(37.37, "128", "16 16 16 48 80 144 160", "1 2 2 1 1 1 1", "3 3", "3 3 3", "2 2 2 2", "2 2 2 2")]
    [InlineData(159.92, "176", "16 24 32 48 96 176 224", "1 3 3 2 2 2 2", "3 3", "3 3 3", "2 3 2 2", "2 2 2 2")]
    [InlineData(288.81, "224", "16 24 32 64 96 192 256", "1 3 3 2 2 2 2", "3 3", "3 3 3", "2 2 2 2", "2 2 2 2")]
    [InlineData(3191.46, "256", "24 32 48 96 160 288 320", "2 5 6 5 6 6 6", "6 6", "5 5 5", "5 5 5 5", "4 4 4 4")]
    public void PaperCount_PublishedSubnet_IsThatOfTheAuthors(
        double millions, string resolution, string widths, string depths, string expansions, string kernels, string ratios, string scales)
    {
        string[] stages = ["first", "conv1", "conv2", "vit1", "vit2", "vit3", "vit4"];
        var architecture = new ChosenValues()
            .Add(["resolution"], resolution)
            .Add(["stem.width", .. stages[1..].Select(stage => $"{stage}.width")], widths)
            .Add(stages.Select(stage => $"{stage}.depth"), depths)
            .Add(stages[1..3].Select(stage => $"{stage}.expand"), expansions)
            .Add(stages[..3].Select(stage => $"{stage}.kernel"), kernels)
            .Add(stages[3..].Select(stage => $"{stage}.mlpRatio"), ratios)
            .Add(stages[3..].Select(stage => $"{stage}.valueScale"), scales)
            .In(_space);

        var macs = PaperCount.ElasticVit.MacsOf(_space.Expand(architecture, _space.DefaultInput));

        Assert.Equal(millions, macs / 1e6, 0.01);
    }

    [Fact]
    public void Analysis_HasThePublishedRangeBesideTheCompleteOne()
    {
        var analysis = SpaceAnalysis.Of(_space);

        var (count, macs) = analysis.Paper!;
        Assert.Same(PaperCount.ElasticVit, count);
        Assert.Equal(37.37, macs.Min / 1e6, 0.01);
        Assert.Equal(3191.46, macs.Max / 1e6, 0.01);
        Assert.True(analysis.Macs.Min > macs.Min && analysis.Macs.Max > macs.Max, $"{analysis}");
    }

    /// <summary>
    /// By hand: every decision's choices multiplied, the widths by counting the nondecreasing paths from {16, 24} to the last
    /// transformer stage.
    /// </summary>
    [Fact]
    public void Count_IsTheProductOfTheChoicesAndTheNondecreasingWidths()
    {
        int[][] widths = [[16, 24], [16, 24, 32], [.. Steps(16, 48, 8)], [.. Steps(48, 96, 16)], [.. Steps(80, 160, 16)], [.. Steps(144, 288, 16)], [.. Steps(160, 320, 16)]];
        var paths = widths[0].ToDictionary(width => width, _ => 1L);
        foreach (var stage in widths[1..])
        {
            paths = stage.ToDictionary(width => width, width => paths.Where(path => path.Key <= width).Sum(path => path.Value));
        }

        // resolution · first: depth, kernel · conv1 and conv2: depth, expansion, kernel · four transformers: depth, ratio, scale
        var others = 6L * (2 * 2) * (4 * 4 * 2) * (5 * 4 * 2) * (5 * 4 * 3) * (6 * 4 * 3) * (6 * 4 * 3) * (6 * 4 * 3);
        Assert.Equal(paths.Values.Sum() * (System.Numerics.BigInteger)others, _space.Decisions.Count());

        static IEnumerable<int> Steps(int first, int last, int step) => Enumerable.Range(0, ((last - first) / step) + 1).Select(i => first + (i * step));
    }

    /// <summary>Transformer stages round odd maps up: 176 pixels give 88, 44, 22, 11, 11, 6, 3.</summary>
    [Fact]
    public void Expand_Resolution176_HalvesOddMapsUpwards()
    {
        var choices = _space.Smallest.Choices.ToArray();
        choices[_space.Decisions.IndexOf("resolution")] = 2;
        var network = _space.Expand(_space.Decisions.Canonical(choices), _space.DefaultInput);

        Assert.Equal(new Operation.Resize(176, 176), network["resize"].Operation);
        Assert.Equal(
            [88, 44, 22, 11, 11, 6, 3],
            new[] { "stem.act", "conv1.1.add", "conv2.1.add", "vit1.map", "vit2.map", "vit3.map", "vit4.map" }.Select(name => network[name].Output[1]));
    }

    [Fact]
    public void Micro_SmallestAndLargest_SpanMoreThanFiftyfoldMacs()
    {
        var analysis = SpaceAnalysis.Of(new SearchSpace(BuiltInSpaces.Find("elasticvit-micro")!));

        Assert.InRange(analysis.Macs.Min, 150_000, 250_000);
        Assert.True(analysis.Macs.Max >= 50 * analysis.Macs.Min, $"{analysis.Macs}");
        Assert.Null(analysis.Paper);
    }
}
