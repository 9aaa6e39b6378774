using NasStudio.Torch.Training;

namespace NasStudio.Torch.Tests.Training;

public sealed class BatchOrderTests
{
    [Fact]
    public void Batch_OfOneEpoch_SeesNoImageTwice()
    {
        var order = new BatchOrder(images: 10, batchSize: 3, seed: 1);

        var epoch = Enumerable.Range(0, 3).SelectMany(step => order.Batch(step)).ToArray();

        Assert.Equal(3, order.BatchesPerEpoch);
        Assert.Equal(9, epoch.Distinct().Count());
        Assert.All(epoch, image => Assert.InRange(image, 0, 9));
        Assert.NotEqual(epoch, Enumerable.Range(3, 3).SelectMany(step => order.Batch(step)));
    }

    [Fact]
    public void Batch_OfAStep_DependsOnSeedAndStepAlone()
    {
        var order = new BatchOrder(100, 10, seed: 1);
        var first = order.Batch(25);
        order.Batch(3);

        Assert.Equal(first, order.Batch(25));
        Assert.Equal(first, new BatchOrder(100, 10, seed: 1).Batch(25));
        Assert.NotEqual(first, new BatchOrder(100, 10, seed: 2).Batch(25));
    }

    [Fact]
    public void BatchSize_FewerImages_IsTheirNumber() => Assert.Equal(5, new BatchOrder(5, 64, 1).BatchSize);
}
