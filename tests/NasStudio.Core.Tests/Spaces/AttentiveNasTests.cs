using NasStudio.Core.Costs;
using NasStudio.Core.Spaces;

namespace NasStudio.Core.Tests.Spaces;

/// <summary>The built-in attentivenas against the models A0 to A6 of AttentiveNAS (Wang et al. 2021), whose count is as complete as ours.</summary>
public sealed class AttentiveNasTests
{
    private readonly SearchSpace _space = new(BuiltInSpaces.Find("attentivenas")!);

    /// <summary>Millions, as published in whole ones. Expansions are those of mb2 to mb5; the others have one.</summary>
    [Theory]
    [InlineData(203, "192", "16 16 24 32 64 112 192 216 1792", "1 3 3 3 3 3 1", "3 3 3 3 3 3 3", "4 4 4 4")]
    [InlineData(279, "224", "16 16 24 32 64 112 192 216 1984", "1 3 3 3 3 3 1", "3 3 3 5 3 5 3", "4 4 4 4")]
    [InlineData(317, "224", "16 16 24 32 64 112 200 224 1984", "1 3 3 3 3 4 1", "3 3 3 3 3 5 3", "4 5 4 4")]
    [InlineData(357, "224", "16 16 24 32 64 112 208 224 1984", "2 3 3 4 3 5 1", "3 3 3 5 3 3 3", "4 4 4 4")]
    [InlineData(444, "256", "16 16 24 32 64 112 192 216 1984", "1 3 3 4 3 5 1", "3 3 3 5 3 5 3", "4 4 5 4")]
    [InlineData(491, "256", "16 16 24 32 72 112 192 216 1792", "1 3 3 3 4 6 1", "3 3 3 5 3 3 3", "4 5 4 4")]
    [InlineData(709, "288", "16 16 24 32 64 112 216 224 1984", "1 3 3 4 4 6 1", "3 3 3 3 3 5 3", "4 6 5 4")]
    public void Macs_PublishedModel_AreThoseOfThePaper(int millions, string resolution, string widths, string depths, string kernels, string expansions)
    {
        string[] stages = ["mb1", "mb2", "mb3", "mb4", "mb5", "mb6", "mb7"];
        var architecture = new ChosenValues()
            .Add(["resolution"], resolution)
            .Add(["stem.width", .. stages.Select(stage => $"{stage}.width"), "head.width"], widths)
            .Add(stages.Select(stage => $"{stage}.depth"), depths)
            .Add(stages.Select(stage => $"{stage}.kernel"), kernels)
            .Add(stages[1..5].Select(stage => $"{stage}.expand"), expansions)
            .In(_space);

        var macs = NetworkCost.Of(_space.Expand(architecture, _space.DefaultInput)).Macs;

        Assert.Equal(millions, Math.Round(macs / 1e6));
    }

    [Fact]
    public void Analysis_SpansFrom203MillionToTwoBillionMacs()
    {
        var analysis = SpaceAnalysis.Of(_space);

        Assert.Equal(203, Math.Round(analysis.Macs.Min / 1e6));
        Assert.Equal(1.9, analysis.Macs.Max / 1e9, 0.05);
        Assert.Null(analysis.Paper);

        // resolution, stem · depth, width, kernel and expansion of mb1 to mb7 · head
        Assert.Equal(4L * 2 * (2 * 2 * 2) * (3 * 2 * 2 * 3) * (4 * 2 * 2 * 3) * (4 * 2 * 2 * 3) * (6 * 3 * 2 * 3) * (6 * 4 * 2) * (2 * 2 * 2) * 2, analysis.Subnets);
    }
}
