using NasStudio.Core.Networks;

namespace NasStudio.Core.Tests.Networks;

public sealed class NetworkBuilderTests
{
    private readonly NetworkBuilder _network = new(new(4, 7, 5, 10));

    [Fact]
    public void Convolution_OddMapAtStrideTwo_RoundsUp()
    {
        var layer = _network.Convolution("c", _network.Input, 6, kernel: 3, stride: 2);

        Assert.Equal(new Shape(6, 4, 3), layer.Output);
        Assert.Equal(new Shape(6, 4, 3, 3), layer.Parameter("weight").Shape);
        Assert.Equal(Placement.Centred, layer.Parameter("weight").Axes[3].Placement);
    }

    [Fact]
    public void Convolution_EvenKernel_Throws() => Assert.Throws<ArgumentException>(() => _network.Convolution("c", _network.Input, 6, kernel: 2));

    [Fact]
    public void AveragePool_OddMap_MatchesTheStridedConvolution() =>
        Assert.Equal(new Shape(4, 4, 3), _network.AveragePool("p", _network.Input, 2, 2).Output);

    [Fact]
    public void AveragePool_WindowsThatOverlap_KeepTheMap() =>
        Assert.Equal(_network.Input.Output, _network.AveragePool("p", _network.Input, kernel: 3, stride: 1).Output);

    [Fact]
    public void AveragePool_UnevenPadding_Throws()
    {
        Assert.Throws<ArgumentException>(() => _network.AveragePool("p", _network.Input, kernel: 3, stride: 2));
        Assert.Throws<ArgumentException>(() => _network.AveragePool("p", _network.Input, kernel: 1, stride: 3));
    }

    [Fact]
    public void Zero_OfALayer_HasItsShape() => Assert.Equal(_network.Input.Output, _network.Zero("z", _network.Input).Output);

    [Fact]
    public void ToMap_AfterToTokens_GivesTheMapBack()
    {
        var tokens = _network.ToTokens("t", _network.Input);

        Assert.Equal(new Shape(35, 4), tokens.Output);
        Assert.Equal(_network.Input.Output, _network.ToMap("m", tokens, 7, 5).Output);
    }

    [Fact]
    public void ToMap_WrongNumberOfTokens_Throws() =>
        Assert.Throws<ArgumentException>(() => _network.ToMap("m", _network.ToTokens("t", _network.Input), 6, 5));

    [Fact]
    public void Add_DifferentShapes_Throws() =>
        Assert.Throws<ArgumentException>(() => _network.Add("a", _network.Input, _network.AveragePool("p", _network.Input, 2, 2)));

    [Fact]
    public void Multiply_VectorOfTheChannels_ScalesTheMap() =>
        Assert.Equal(_network.Input.Output, _network.Multiply("m", _network.Input, _network.Mean("v", _network.Input)).Output);

    [Fact]
    public void Multiply_VectorOfOtherChannels_Throws() => Assert.Throws<ArgumentException>(
        () => _network.Multiply("m", _network.Input, _network.Linear("l", _network.Mean("v", _network.Input), 3)));

    [Fact]
    public void Attention_HeadsThatDoNotDivide_Throws()
    {
        var tokens = _network.ToTokens("t", _network.Input);

        Assert.Throws<ArgumentException>(() => _network.Attention("a", tokens, tokens, tokens, heads: 3, 7, 5));
    }

    [Fact]
    public void Offset_CentredAxis_SplitsTheRest()
    {
        Assert.Equal(2, new ParameterAxis(3, Placement.Centred).Offset(7));
        Assert.Equal(0, new ParameterAxis(3).Offset(7));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParameterAxis(3).Offset(2));
    }

    [Fact]
    public void Network_LayerReadBeforeItStands_Throws()
    {
        var early = new Layer("early", new Operation.Add(), ["late", "late"], new Shape(1), []);

        Assert.Throws<ArgumentException>(() => new Network(new(1, 1, 1, 1), [early]));
    }
}
