using NasStudio.Core.Blocks;
using NasStudio.Core.Decisions;
using NasStudio.Core.Documents;
using NasStudio.Core.Networks;

namespace NasStudio.Core.Tests.Blocks;

/// <summary>What every block kind must keep, whatever it computes.</summary>
public sealed class BlockContractTests
{
    private static readonly string[] CommonFields = ["name", "block", "stride", "depth", "width", "activation"];

    public static TheoryData<string> Kinds => [.. BlockKinds.All.Select(block => block.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Kind_IsAWordThatFindsTheBlock(string kind)
    {
        Assert.Matches("^[a-z][a-z0-9]*$", kind);
        Assert.Same(BlockKinds.All.Single(block => block.Kind == kind), BlockKinds.Find(kind));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fields_HaveNamesOfTheirOwn(string kind)
    {
        var names = BlockKinds.Find(kind)!.Fields.Select(field => field.Name).ToArray();

        Assert.Equal(names.Distinct(StringComparer.Ordinal), names);
        Assert.Empty(names.Intersect(CommonFields, StringComparer.Ordinal));
        Assert.All(names, name => Assert.Matches("^[a-z][A-Za-z0-9]*$", name));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Read_StageWithoutFields_GivesNoneAndNoError(string kind)
    {
        var reader = DocumentReader.Parse("{}");

        Assert.All(BlockKinds.Find(kind)!.Fields, field => Assert.Null(field.Read(reader)));
        Assert.Empty(reader.Errors);
        Assert.All(BlockKinds.Find(kind)!.Fields, field => Assert.Single(field.Default));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Read_FieldOfAWrongType_IsAnErrorOfThatField(string kind) => Assert.All(BlockKinds.Find(kind)!.Fields, field =>
    {
        var reader = DocumentReader.Parse($$"""{ "{{field.Name}}": { } }""");
        field.Read(reader);
        Assert.Equal(field.Name, Assert.Single(reader.Errors).Path);
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Check_MultiplesOfSixteenOnASmallMap_FindsNoFault(string kind)
    {
        var block = BlockKinds.Find(kind)!;
        var fields = block.Fields.ToDictionary(field => field.Name, field => (IReadOnlyList<Choice>)field.Default, StringComparer.Ordinal);

        Assert.Empty(block.Check(new StageScope([16, 32, 48], 14, fields)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Expand_AnyStrideAndWidth_GivesTheMapOfTheStage(string kind)
    {
        foreach (var (stride, width, depth, side) in Stages())
        {
            var network = new NetworkBuilder(new(16, side, side, 10));
            var output = BlockKinds.Find(kind)!.Expand(network, StageOf(kind, stride, width, depth), network.Input);

            var half = (side + stride - 1) / stride;
            Assert.Equal(new Shape(width, half, half), output.Output);
            Assert.All(network.Build().Layers.Skip(1), layer => Assert.Equal("s", layer.Stage));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Expand_DeeperStage_KeepsTheLayersBefore(string kind)
    {
        var shallow = Expand(kind, stride: 2, width: 32, depth: 1).Layers.Select(layer => layer.Name).ToHashSet(StringComparer.Ordinal);
        var deep = Expand(kind, stride: 2, width: 32, depth: 3).Layers.Select(layer => layer.Name).ToHashSet(StringComparer.Ordinal);

        Assert.ProperSuperset(shallow, deep);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Expand_AnyStage_InitializesAParameterAlike(string kind)
    {
        var initializations = new Dictionary<string, Initialization>(StringComparer.Ordinal);
        foreach (var (stride, width, depth, _) in Stages())
        {
            foreach (var parameter in Expand(kind, stride, width, depth).Parameters)
            {
                initializations.TryAdd(parameter.Name, parameter.Initialization);
                Assert.Equal(initializations[parameter.Name], parameter.Initialization);
                Assert.StartsWith("s.", parameter.Name, StringComparison.Ordinal);
            }
        }
    }

    private static IEnumerable<(int Stride, int Width, int Depth, int Side)> Stages() =>
        from stride in new[] { 1, 2 }
        from width in new[] { 16, 32 }
        from depth in new[] { 1, 3 }
        from side in new[] { 7, 8 }
        select (stride, width, depth, side);

    private static Network Expand(string kind, int stride, int width, int depth)
    {
        var network = new NetworkBuilder(new(16, 8, 8, 10));
        BlockKinds.Find(kind)!.Expand(network, StageOf(kind, stride, width, depth), network.Input);
        return network.Build();
    }

    private static StageChoices StageOf(string kind, int stride, int width, int depth)
    {
        var values = BlockKinds.Find(kind)!.Fields.ToDictionary(field => field.Name, field => field.Default[0], StringComparer.Ordinal);
        return new("s", stride, width, Activation.HSwish, [.. Enumerable.Repeat(new LayerChoices(values), depth)]);
    }
}
