using System.Collections.Immutable;
using Bunit;
using NasStudio.Core.Costs;
using NasStudio.Core.Experiments;
using NasStudio.Core.Spaces;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Parts.Subnets;

namespace NasStudio.Web.Tests.Parts.Subnets;

public sealed class SubnetNumbersTests : BunitContext
{
    [Fact]
    public void Render_SpaceCountedOtherwise_GivesThePapersCountAndHowItDiffers()
    {
        var space = new SearchSpace(BuiltInSpaces.Find("elasticvit")!);
        var network = space.Expand(space.Smallest, space.DefaultInput);

        var numbers = Render(space, (PaperCount.ElasticVit, PaperCount.ElasticVit.MacsOf(network)));

        var paper = numbers.FindAll(".number").Single(number => number.TextContent.Contains("MACs as in the paper", StringComparison.Ordinal));
        Assert.Equal("37.4 M", paper.QuerySelector(".number-value")!.TextContent);
        Assert.Contains(PaperCount.ElasticVit.Differences, paper.TextContent, StringComparison.Ordinal);
        Assert.Equal("38.6 M", numbers.FindAll(".number-value")[0].TextContent);
    }

    [Fact]
    public void Render_SpaceCountedAsWeDo_HasOneCount()
    {
        var numbers = Render(new SearchSpace(BuiltInSpaces.Find("elasticvit-micro")!), paper: null);

        Assert.DoesNotContain("as in the paper", numbers.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<SubnetNumbers> Render(SearchSpace space, (PaperCount Count, long Macs)? paper)
    {
        var evaluation = new Evaluation
        {
            SubnetId = space.Smallest.Id,
            Choices = space.Smallest.Choices,
            Fidelity = Fidelity.Search,
            Values = ImmutableSortedDictionary<string, double>.Empty,
            Feasible = true,
        };
        return Render<SubnetNumbers>(parameters => parameters
            .Add(part => part.Subnet, new Subnet(1, evaluation, null))
            .Add(part => part.Cost, NetworkCost.Of(space.Expand(space.Smallest, space.DefaultInput)))
            .Add(part => part.Paper, paper));
    }
}
