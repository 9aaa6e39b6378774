using NasStudio.Core.Networks;
using NasStudio.Core.Search;
using NasStudio.Torch.TrainingFree;

namespace NasStudio.Torch.Tests.TrainingFree;

public sealed class TrainingFreeProbeTests
{
    private readonly ToySpace _space = new();

    [Fact]
    public void Names_Registered_AreThoseOfDocuments() =>
        Assert.Equal(ArchitectureMetrics.TrainingFree.Order(StringComparer.Ordinal), TrainingFreeProbe.Names);

    [Fact]
    public void Measure_AnyNetworks_EveryMetricIsFiniteAndTellsThemApart()
    {
        using var images = ToyImages.Prepare(16);
        using var probe = new TrainingFreeProbe(images, seed: 3);
        Network[] networks = [.. _space.Random(6, seed: 4).Append(_space.Smallest).Append(_space.Largest).Distinct().Select(_space.Expand)];

        var values = probe.Measure(networks, TrainingFreeProbe.Names);

        Assert.All(values, row => Assert.All(row, value => Assert.True(double.IsFinite(value))));
        for (var metric = 0; metric < TrainingFreeProbe.Names.Length; metric++)
        {
            Assert.Equal(networks.Length, values.Select(row => row[metric]).Distinct().Count());
        }
    }

    [Fact]
    public void Measure_EveryOperationOfACell_IsFinite()
    {
        using var images = ToyImages.Prepare(16);
        using var probe = new TrainingFreeProbe(images, seed: 3);
        var network = CellSpaces.Small.Expand(CellSpaces.Small.Largest, ToySpace.Input);

        Assert.All(probe.Measure([network], TrainingFreeProbe.Names)[0], value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void Measure_AloneOrAmongOthers_GivesTheSameBits()
    {
        using var images = ToyImages.Prepare(16);
        using var probe = new TrainingFreeProbe(images, seed: 3);
        using var another = new TrainingFreeProbe(images, seed: 3);
        Network[] networks = [.. _space.Random(4, seed: 4).Select(_space.Expand)];

        var together = probe.Measure(networks, TrainingFreeProbe.Names);

        Assert.Equal(together[2], probe.Measure([networks[2]], TrainingFreeProbe.Names)[0]);
        Assert.Equal(together, another.Measure(networks, TrainingFreeProbe.Names));
    }

    [Fact]
    public void Measure_OtherSeed_GivesOtherValues()
    {
        using var images = ToyImages.Prepare(16);
        using var probe = new TrainingFreeProbe(images, seed: 3);
        using var another = new TrainingFreeProbe(images, seed: 4);
        Network[] networks = [_space.Expand(_space.Largest)];

        Assert.All(
            probe.Measure(networks, TrainingFreeProbe.Names)[0].Zip(another.Measure(networks, TrainingFreeProbe.Names)[0]),
            pair => Assert.NotEqual(pair.First, pair.Second));
    }
}
