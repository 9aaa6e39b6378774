using NasStudio.Core.Spaces;
using NasStudio.Web.Parts.Subnets;

namespace NasStudio.Web.Tests.Parts.Subnets;

public sealed class NetworkBlockTests
{
    private readonly SearchSpace _space = new(BuiltInSpaces.Find("hybrid-tiny")!);

    [Fact]
    public void Of_SmallestSubnet_ShowsUnusedLayersOfEveryStage()
    {
        var blocks = NetworkBlock.Of(_space.Expand(_space.Smallest, _space.DefaultInput), _space.Document);
        Assert.Equal(_space.Document.Stages.Sum(stage => stage.Depth[^1] - stage.Depth[0]), blocks.Count(block => !block.IsUsed));
        Assert.Equal("stem", blocks[0].Name);
        Assert.Equal("head", blocks[^1].Name);
    }

    [Fact]
    public void Of_LargestSubnet_UsesEveryLayerOfItsKind()
    {
        var blocks = NetworkBlock.Of(_space.Expand(_space.Largest, _space.DefaultInput), _space.Document);
        Assert.All(blocks, block => Assert.True(block.IsUsed));
        foreach (var stage in _space.Document.Stages)
        {
            Assert.Equal(stage.Depth[^1], blocks.Count(block => block.Kind == stage.Block && block.Name.StartsWith(stage.Name + ".", StringComparison.Ordinal)));
        }
    }
}
