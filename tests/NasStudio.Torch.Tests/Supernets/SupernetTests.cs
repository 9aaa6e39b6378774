using NasStudio.Core.Decisions;
using NasStudio.Core.Networks;
using NasStudio.Core.Randomness;
using NasStudio.Core.Spaces;
using NasStudio.Torch.Evaluation;
using NasStudio.Torch.Supernets;

namespace NasStudio.Torch.Tests.Supernets;

public sealed class SupernetTests
{
    private readonly ToySpace _space = new();

    [Fact]
    public void Extract_RandomArchitectures_GivesTheSameLogitsBitForBit()
    {
        using var supernet = Supernet.Create(_space.CoveringNetworks, seed: 3);
        using var images = ToyImages.Prepare(40);
        using var shared = new SubnetEvaluator(supernet, batchSize: 16);
        foreach (var architecture in _space.Random(40, seed: 5).Append(_space.Smallest).Append(_space.Largest))
        {
            var network = _space.Expand(architecture);
            using var extracted = supernet.Extract(network);
            using var alone = new SubnetEvaluator(extracted, batchSize: 16);

            var statistics = shared.Recalibrate(network, images, 32);
            var expected = shared.Logits(network, statistics, images, images.Count);
            var actual = alone.Logits(network, statistics, images, images.Count);

            Assert.Equal(expected, actual);
            Assert.Equal(statistics.Tensors.Values.Select(tensor => tensor.Values), alone.Recalibrate(network, images, 32).Tensors.Values.Select(tensor => tensor.Values));
        }
    }

    [Theory]
    [InlineData("hybrid-tiny", 25, 24)]
    [InlineData("elasticvit-micro", 15, 24)]
    [InlineData("elasticvit", 1, 4)]
    [InlineData("attentivenas", 1, 4)]
    [InlineData("nasbench201", 4, 24)]
    [InlineData("composed-tiny", 25, 24)]
    public void Extract_BuiltInSpace_GivesTheSameLogitsBitForBit(string name, int architectures, int count) =>
        AssertExtractsEqual(new SearchSpace(BuiltInSpaces.Find(name)!), architectures, count);

    [Fact]
    public void Extract_ComposedOfEveryConstruct_GivesTheSameLogitsBitForBit() => AssertExtractsEqual(ComposedSpaces.Small, 25, count: 24);

    [Theory]
    [InlineData("hybrid-tiny")]
    [InlineData("elasticvit-micro")]
    [InlineData("elasticvit")]
    [InlineData("ofa-mbv3")]
    [InlineData("attentivenas")]
    [InlineData("nasbench201")]
    [InlineData("composed-tiny")]
    public void Create_BuiltInSpace_HoldsEveryRandomArchitecture(string name)
    {
        var space = new SearchSpace(BuiltInSpaces.Find(name)!);
        using var supernet = Supernet.Create(space, space.DefaultInput, seed: 3);
        var random = new SeededRandom(12, "architectures");
        for (var i = 0; i < 1000; i++)
        {
            foreach (var parameter in space.Expand(space.Decisions.Sample(random), space.DefaultInput).Parameters)
            {
                var stored = supernet[parameter.Name].Sizes;
                Assert.Equal(stored.Length, parameter.Axes.Length);
                Assert.All(parameter.Axes.Zip(stored), axis => Assert.True(axis.First.Length <= axis.Second, $"{parameter.Name}: {axis}"));
            }
        }
    }

    [Fact]
    public void Create_SameSeed_GivesTheSameParametersWhateverElseThereIs()
    {
        using var one = Supernet.Create(_space.CoveringNetworks, seed: 3);
        using var other = Supernet.Create([_space.Expand(_space.Largest)], seed: 3);
        using var different = Supernet.Create([_space.Expand(_space.Largest)], seed: 4);

        var all = one.ToTensors();
        Assert.All(other.ToTensors(), entry => Assert.Equal(entry.Value.Values, all[entry.Key].Values));
        Assert.NotEqual(different.ToTensors()["stem.conv.weight"].Values, all["stem.conv.weight"].Values);
    }

    [Fact]
    public void Create_KaimingDefault_HasItsVariance()
    {
        using var supernet = Supernet.Create([_space.Expand(_space.Largest)], seed: 3);

        // 24 × 8 weights of a 1×1 convolution: fan-in 8, variance 1 / 24.
        var weights = supernet.ToTensors()["conv.2.expand.weight"].Values;
        Assert.Equal(192, weights.Length);
        Assert.InRange(weights.Average(weight => weight * weight), 0.6 / 24, 1.4 / 24);
    }

    [Fact]
    public void Load_SavedFile_IsTheSameSupernet()
    {
        var path = Path.Combine(Path.GetTempPath(), $"nasstudio-supernet-{Environment.ProcessId}.safetensors");
        try
        {
            using var supernet = Supernet.Create(_space.CoveringNetworks, seed: 3);
            supernet.Save(path, new Dictionary<string, string> { ["space"] = "toy" });
            var (loaded, metadata) = Supernet.Load(path);
            using (loaded)
            {
                Assert.Equal("toy", metadata["space"]);
                var expected = supernet.ToTensors();
                var actual = loaded.ToTensors();
                Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
                Assert.All(expected, entry => Assert.Equal(entry.Value.Values, actual[entry.Key].Values));
                Assert.All(expected, entry => Assert.Equal(entry.Value.Shape, actual[entry.Key].Shape));
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void AssertExtractsEqual(SearchSpace space, int architectures, int count)
    {
        var input = new NetworkInput(1, ToySpace.Input.Height, ToySpace.Input.Width, 4);
        using var supernet = Supernet.Create(space, input, seed: 3);
        using var images = ToyImages.Prepare(count);
        using var shared = new SubnetEvaluator(supernet, batchSize: 16);
        var random = new SeededRandom(11, "architectures");
        foreach (var architecture in Enumerable.Range(0, architectures).Select(_ => space.Decisions.Sample(random)).Append(space.Smallest))
        {
            var network = space.Expand(architecture, input);
            using var extracted = supernet.Extract(network);
            using var alone = new SubnetEvaluator(extracted, batchSize: 16);
            var statistics = shared.Recalibrate(network, images, 16);

            Assert.Equal(shared.Logits(network, statistics, images, images.Count), alone.Logits(network, statistics, images, images.Count));
        }
    }
}
