using NasStudio.Core.Decisions;
using NasStudio.Core.Networks;
using NasStudio.Core.Spaces;

namespace NasStudio.Core.Tests.Spaces;

public sealed class SearchSpaceWriterTests
{
    public static TheoryData<string> BuiltIn => [.. BuiltInSpaces.All.Select(space => space.Name)];

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public void Write_BuiltInSpace_ReadsBackEqual(string name)
    {
        var document = BuiltInSpaces.Find(name)!;

        Assert.Equal(document, SearchSpaceReader.Read(SearchSpaceWriter.Write(document)));
    }

    [Fact]
    public void Write_EveryField_ReadsBackEqual()
    {
        var document = new SearchSpaceDocument
        {
            Name = "all.fields_1",
            Classes = 37,
            Input = new(3, [32, 48]),
            Stem = new([8, 16], [3, 5], 1, Activation.Swish),
            Stages =
            [
                new()
                {
                    Name = "a",
                    Block = "mbconv",
                    Stride = 2,
                    Depth = [1, 3],
                    Width = null,
                    Activation = Activation.Relu,
                    Fields =
                    [
                        new("expand", [new(1), new(6)]),
                        new("kernel", [new(3)]),
                        new("squeezeExcite", [new(0.125)]),
                        new("shortcut", [new("projection")]),
                    ],
                },
                new() { Name = "b", Block = "mbconv", Depth = [2], Width = [16, 24], Fields = [new("squeezeExcite", [new Choice("false")])] },
                new()
                {
                    Name = "c",
                    Block = "transformer",
                    Stride = 2,
                    Depth = [1, 2],
                    Width = [24, 32],
                    Fields = [new("mlpRatio", [new(2), new(3)]), new("headDim", [new(8)]), new("reductionExpand", [new(4)])],
                },
            ],
            Head = new([64], [4, 6]),
            Tie = Tie.Layer,
            Constraints = [new("width")],
            PaperCount = "elasticvit",
        };

        var written = SearchSpaceWriter.Write(document);

        Assert.Equal(document, SearchSpaceReader.Read(written));
        Assert.NotEqual(document with { Stages = [] }, SearchSpaceReader.Read(written));
    }
}
