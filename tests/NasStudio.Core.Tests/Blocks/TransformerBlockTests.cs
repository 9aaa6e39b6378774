using NasStudio.Core.Blocks;
using NasStudio.Core.Decisions;
using NasStudio.Core.Networks;

namespace NasStudio.Core.Tests.Blocks;

public sealed class TransformerBlockTests
{
    [Fact]
    public void Expand_Attention_HasHeadsOfTheGivenWidth()
    {
        var network = NetworkOf(width: 48, valueScale: 3);

        Assert.Equal(new Operation.Attention(Heads: 3, QueryKeyWidth: 16, ValueWidth: 48, Height: 4, Width: 4), network["s.1.attention.attend"].Operation);
        Assert.Equal(new Shape(16, 144), network["s.1.attention.value"].Output);
        Assert.Equal(new Shape(3, 4, 4), network["s.1.attention.attend"].Parameter("bias").Shape);
    }

    [Fact]
    public void Expand_ValueBranch_ReadsTheValuesAndJoinsBeforeTheProjection()
    {
        var network = NetworkOf(width: 32, valueScale: 2);

        Assert.Equal(["s.1.attention.value"], network["s.1.attention.local.map"].Inputs);
        Assert.Equal(["s.1.attention.attend", "s.1.attention.local.tokens"], network["s.1.attention.merge"].Inputs);
        Assert.Equal(["s.1.attention.act"], network["s.1.attention.project"].Inputs);
        Assert.Equal(["s.1.attention.project", "s.tokens"], network["s.1.attention.add"].Inputs);
        Assert.Equal(["s.1.mlp.project", "s.1.attention.add"], network["s.1.mlp.add"].Inputs);
    }

    [Fact]
    public void Expand_Projections_HaveNoBiasOnQueriesKeysAndValues()
    {
        var network = NetworkOf(width: 32, valueScale: 1);

        Assert.All(new[] { "query", "key", "value" }, part => Assert.Single(network[$"s.1.attention.{part}"].Parameters));
        Assert.Equal(2, network["s.1.attention.project"].Parameters.Length);
    }

    [Fact]
    public void Check_WidthOffTheHeads_NamesTheNearest()
    {
        var block = new TransformerBlock();
        var fields = block.Fields.ToDictionary(field => field.Name, field => (IReadOnlyList<Choice>)field.Default, StringComparer.Ordinal);

        Assert.Equal(
            [new("width", "8 is not a multiple of headDim 16; use 16 or 32."), new("width", "40 is not a multiple of headDim 16; use 32, 48 or 64.")],
            block.Check(new StageScope([8, 16, 40], 7, fields)));
    }

    private static Network NetworkOf(int width, int valueScale)
    {
        var network = new NetworkBuilder(new(16, 8, 8, 10));
        var layer = new LayerChoices(new Dictionary<string, Choice>(StringComparer.Ordinal)
        {
            ["mlpRatio"] = new(2),
            ["valueScale"] = new(valueScale),
            ["headDim"] = new(16),
            ["reductionExpand"] = new(6),
        });
        new TransformerBlock().Expand(network, new("s", 2, width, Activation.HSwish, [layer]), network.Input);
        return network.Build();
    }
}
