using NasStudio.Core.Spaces;
using NasStudio.Web.Parts.Subnets;

namespace NasStudio.Web.Tests.Parts.Subnets;

public sealed class NetworkBlockTests
{
    public static TheoryData<string> SpacesOfStages => [.. BuiltInSpaces.All.Where(space => space.Stages.Count > 0).Select(space => space.Name)];

    [Theory]
    [MemberData(nameof(SpacesOfStages))]
    public void Of_SmallestSubnet_ShowsUnusedLayersOfEveryStage(string name)
    {
        var space = new SearchSpace(BuiltInSpaces.Find(name)!);
        var blocks = NetworkBlock.Of(space.Expand(space.Smallest, space.DefaultInput), space.Document);
        Assert.Equal(space.Document.Stages.Sum(stage => stage.Depth[^1] - stage.Depth[0]), blocks.Count(block => !block.IsUsed));
        Assert.Equal("stem", blocks[0].Name);
        Assert.Equal("head", blocks[^1].Name);
    }

    [Theory]
    [MemberData(nameof(SpacesOfStages))]
    public void Of_LargestSubnet_UsesEveryLayerOfItsKind(string name)
    {
        var space = new SearchSpace(BuiltInSpaces.Find(name)!);
        var blocks = NetworkBlock.Of(space.Expand(space.Largest, space.DefaultInput), space.Document);
        Assert.All(blocks, block => Assert.True(block.IsUsed));
        foreach (var stage in space.Document.Stages)
        {
            Assert.Equal(stage.Depth[^1], blocks.Count(block => block.Kind == stage.Block && block.Name.StartsWith(stage.Name + ".", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("nor_conv_3x3", true)]
    [InlineData("none", true)]
    [InlineData("skip_connect", false)]
    public void Of_Cells_ShowsThemBetweenReductions(string operation, bool hasLayers)
    {
        var space = new SearchSpace(BuiltInSpaces.Find("nasbench201")!);
        var choices = space.Decisions.Decisions.Select(decision => Math.Max(0, decision.Choices.Select(choice => choice.Text).ToList().IndexOf(operation))).ToArray();
        if (!hasLayers)
        {
            // The cell is its input: node 3 is node 0.
            choices = [0, 0, 0, 0, choices[4], 0, 0];
        }

        var blocks = NetworkBlock.Of(space.Expand(space.Decisions.Canonical(choices), space.DefaultInput), space.Document);

        Assert.Equal(["stem", "stack1.1", "stack1.2", "stack1.3", "stack1.4", "stack1.5", "stack2.entry", "stack2.1"], blocks.Take(8).Select(block => block.Name));
        Assert.Equal("head", blocks[^1].Name);
        Assert.Equal(19, blocks.Count);
        Assert.Equal(15, blocks.Count(block => block.Kind == "cell" && block.IsUsed == hasLayers));
    }

    [Fact]
    public void Of_ComposedSpace_ShowsEveryLayerOfTheSpaceAtItsPlace()
    {
        var space = new SearchSpace(BuiltInSpaces.Find("composed-tiny")!);
        var choices = new int[space.Decisions.Decisions.Length];
        choices[space.Decisions.IndexOf("deep")] = 1;
        choices[space.Decisions.IndexOf("wide")] = 1;

        var blocks = NetworkBlock.Of(space.Expand(space.Decisions.Canonical(choices), space.DefaultInput), space.Document);

        Assert.Equal(
            [
                "stem fixed 8", "entry.conv conv 8", "entry.mbconv mbconv 0", "pool2 pool 8", "deep.1.mbconv1 mbconv 8", "deep.2.mbconv1 mbconv 8", "deep.3.mbconv1 mbconv 0",
                "wide.concat1.1.conv1 conv 8", "wide.concat1.2.depthwise1 depthwise 8", "wide.concat1 concat 16",
                "reduce mbconv 24", "attend.transformer1 transformer 0", "last conv 48", "head fixed 10",
            ],
            blocks.Select(block => $"{block.Name} {block.Kind} {block.Channels}"));
    }
}
