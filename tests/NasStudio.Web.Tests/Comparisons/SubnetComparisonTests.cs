using System.Collections.Immutable;
using NasStudio.Core.Costs;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Spaces;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Comparisons;
using NasStudio.Web.Parts.Subnets;
using NasStudio.Web.Tests.Hosting;

namespace NasStudio.Web.Tests.Comparisons;

public sealed class SubnetComparisonTests
{
    [Fact]
    public void Of_TheSame_NothingDiffers()
    {
        var comparison = SubnetComparison.Of(Subnet(SampleRun.Space, SampleRun.Space.Largest), Subnet(SampleRun.Space, SampleRun.Space.Largest));
        Assert.Empty(comparison.Decisions);
        Assert.All(comparison.Blocks, block => Assert.False(block.IsChanged));
        Assert.All(comparison.Blocks, block => Assert.NotNull(block.B));
    }

    [Fact]
    public void Of_OneKernelLarger_OnlyThatStageIsChangedAndSaysHow()
    {
        var index = IndexOf("conv1.kernel");
        var other = Changed(SampleRun.Space.Smallest, index, 1);
        var comparison = SubnetComparison.Of(Subnet(SampleRun.Space, SampleRun.Space.Smallest), Subnet(SampleRun.Space, other));
        Assert.Equal(new ChangedDecision("conv1.kernel", "3", "5"), Assert.Single(comparison.Decisions));
        Assert.All(comparison.Blocks.Where(block => block.IsChanged), block => Assert.StartsWith("conv1.", block.Name, StringComparison.Ordinal));
        Assert.Contains(comparison.Blocks, block => block.Changes.SequenceEqual(["kernel 3→5"]));
    }

    [Fact]
    public void Of_OneLayerMore_ThatLayerIsOnlyInB()
    {
        var other = Changed(SampleRun.Space.Smallest, IndexOf("conv1.depth"), 1);
        var comparison = SubnetComparison.Of(Subnet(SampleRun.Space, SampleRun.Space.Smallest), Subnet(SampleRun.Space, other));
        var changed = Assert.Single(comparison.Blocks, block => block.IsChanged);
        Assert.Equal(("conv1.2", "only in B"), (changed.Name, changed.Changes[0]));
    }

    [Fact]
    public void Of_AnotherSpace_CommonNamesStandAboveEachOtherAndAllBlocksAreShown()
    {
        var (a, b) = (Subnet(SampleRun.Space, SampleRun.Space.Largest), Subnet(Other, Other.Largest));
        var comparison = SubnetComparison.Of(a, b);
        Assert.Equal(a.Blocks.Select(block => block.Name), comparison.Blocks.Where(block => block.A is not null).Select(block => block.Name));
        Assert.Equal(b.Blocks.Select(block => block.Name), comparison.Blocks.Where(block => block.B is not null).Select(block => block.Name));
        Assert.Contains(comparison.Blocks, block => block is { Name: "stem", A: not null, B: not null });
        Assert.Contains(comparison.Blocks, block => block is { Name: "head", A: not null, B: not null });
    }

    private static SearchSpace Other { get; } = new(BuiltInSpaces.Find("ofa-mbv3")!);

    private static int IndexOf(string decision) => SampleRun.Space.Decisions.Decisions.Select((one, index) => (one.Name, index)).Single(one => one.Name == decision).index;

    private static Architecture Changed(Architecture architecture, int index, int choice)
    {
        var choices = architecture.Choices.ToArray();
        choices[index] = choice;
        return SampleRun.Space.Decisions.Canonical(choices);
    }

    private static ComparedSubnet Subnet(SearchSpace space, Architecture architecture)
    {
        var network = space.Expand(architecture, space.DefaultInput);
        var evaluation = new Evaluation
        {
            SubnetId = architecture.Id,
            Choices = architecture.Choices,
            Fidelity = Fidelity.Search,
            Feasible = true,
            Values = ImmutableSortedDictionary<string, double>.Empty,
        };
        return new(Guid.Empty, "one", "shapes", new Subnet(1, evaluation, null), space.Decisions, architecture, NetworkBlock.Of(network, space.Document), NetworkCost.Of(network));
    }
}
