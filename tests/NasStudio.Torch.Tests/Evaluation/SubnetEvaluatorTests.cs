using NasStudio.Torch.Evaluation;
using NasStudio.Torch.Supernets;

namespace NasStudio.Torch.Tests.Evaluation;

public sealed class SubnetEvaluatorTests
{
    private readonly ToySpace _space = new();

    [Fact]
    public void Recalibrate_AfterOtherSubnetsAndAgain_IsTheSame()
    {
        using var supernet = Supernet.Create(_space.CoveringNetworks, seed: 3);
        using var images = ToyImages.Prepare(96);
        using var evaluator = new SubnetEvaluator(supernet, batchSize: 32);
        var networks = _space.Random(10, seed: 5).Distinct().Select(_space.Expand).ToArray();

        var forwards = networks.Select(network => evaluator.Recalibrate(network, images, 96)).ToArray();
        var backwards = networks.Reverse().Select(network => evaluator.Recalibrate(network, images, 96)).Reverse().ToArray();

        foreach (var (one, other) in forwards.Zip(backwards))
        {
            Assert.Equal(96, one.Images);
            Assert.All(one.Tensors, entry => Assert.Equal(entry.Value.Values, other.Tensors[entry.Key].Values));
        }
    }

    [Fact]
    public void Recalibrate_FirstNorm_IsTheMeanOverBatchesOfBatchStatistics()
    {
        using var supernet = Supernet.Create(_space.CoveringNetworks, seed: 3);
        using var images = ToyImages.Prepare(64);
        using var evaluator = new SubnetEvaluator(supernet, batchSize: 16);
        using var single = new SubnetEvaluator(supernet, batchSize: 64);
        var network = _space.Expand(_space.Smallest);

        var batched = evaluator.Recalibrate(network, images, 64).Tensors["stem.norm.mean"].Values;
        var whole = single.Recalibrate(network, images, 64).Tensors["stem.norm.mean"].Values;

        // Before the first batch norm nothing depends on the batch: the mean of equal batches' means is the mean of all.
        Assert.Equal(whole.Length, batched.Length);
        Assert.All(whole.Zip(batched), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        Assert.Contains(whole, mean => Math.Abs(mean) > 1e-3);
    }

    [Fact]
    public void Accuracy_EqualsTheCountFromLogits()
    {
        using var supernet = Supernet.Create(_space.CoveringNetworks, seed: 3);
        var labels = ToyImages.Create(50, seed: 1).Labels;
        using var images = ToyImages.Prepare(50, seed: 1);
        using var evaluator = new SubnetEvaluator(supernet, batchSize: 16);
        var network = _space.Expand(_space.Largest);
        var statistics = evaluator.Recalibrate(network, images, 48);

        var logits = evaluator.Logits(network, statistics, images, 50);

        var correct = logits.Zip(labels).Count(pair => Array.IndexOf(pair.First, pair.First.Max()) == pair.Second);
        Assert.Equal(correct / 50.0, evaluator.Accuracy(network, statistics, images));
    }

    [Fact]
    public void Logits_OfAnImage_DoNotDependOnTheOthers()
    {
        using var supernet = Supernet.Create(_space.CoveringNetworks, seed: 3);
        using var images = ToyImages.Prepare(32);
        using var evaluator = new SubnetEvaluator(supernet, batchSize: 32);
        using var one = new SubnetEvaluator(supernet, batchSize: 1);
        var network = _space.Expand(_space.Largest);
        var statistics = evaluator.Recalibrate(network, images, 32);

        var together = evaluator.Logits(network, statistics, images, 8);
        var apart = one.Logits(network, statistics, images, 8);

        Assert.All(together.Zip(apart), pair => Assert.All(pair.First.Zip(pair.Second), logit => Assert.Equal(logit.First, logit.Second, 1e-4f)));
    }
}
