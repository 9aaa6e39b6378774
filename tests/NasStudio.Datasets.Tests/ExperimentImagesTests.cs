using NasStudio.Core.Randomness;

namespace NasStudio.Datasets.Tests;

public sealed class ExperimentImagesTests
{
    [Fact]
    public void Draw_RandomSplits_TakesExactSharesOfEveryClassAndNoImageTwice()
    {
        var random = new SeededRandom(5, "splits");
        for (var round = 0; round < 50; round++)
        {
            var split = NumberedImages(count: 50 + random.NextInt(400), random);
            var validation = 1 + random.NextInt(split.Count - 2);
            var train = 1 + random.NextInt(split.Count - validation);

            var drawn = ExperimentImages.Draw(split, train, validation, seed: (ulong)round);

            Assert.Equal((train, validation), (drawn.Train.Count, drawn.Validation.Count));
            var numbers = Numbers(drawn.Train).Concat(Numbers(drawn.Validation)).ToList();
            Assert.Equal(train + validation, numbers.Distinct().Count());
            Assert.All(numbers.Zip(drawn.Train.Labels.Concat(drawn.Validation.Labels)), pair => Assert.Equal(split.Labels[pair.First], pair.Second));
            foreach (var members in split.Labels.GroupBy(label => label))
            {
                var share = (double)members.Count() * validation / split.Count;
                Assert.InRange(drawn.Validation.Labels.Count(label => label == members.Key), Math.Floor(share), Math.Ceiling(share));
            }
        }
    }

    [Fact]
    public void Draw_AnotherTrainLimit_KeepsTheValidationImages()
    {
        var split = NumberedImages(300, new SeededRandom(1, "labels"));

        var few = ExperimentImages.Draw(split, 40, 100, seed: 3);
        var all = ExperimentImages.Draw(split, null, 100, seed: 3);

        Assert.Equal(Numbers(few.Validation), Numbers(all.Validation));
        Assert.Equal(200, all.Train.Count);
        Assert.Subset(Numbers(all.Train).ToHashSet(), Numbers(few.Train).ToHashSet());
    }

    [Fact]
    public void Draw_SameSeed_GivesTheSameImages_AnotherSeedOthers()
    {
        var split = NumberedImages(300, new SeededRandom(1, "labels"));

        Assert.Equal(Numbers(ExperimentImages.Draw(split, 50, 50, 7).Train), Numbers(ExperimentImages.Draw(split, 50, 50, 7).Train));
        Assert.NotEqual(Numbers(ExperimentImages.Draw(split, 50, 50, 7).Train), Numbers(ExperimentImages.Draw(split, 50, 50, 8).Train));
        Assert.NotEqual(Numbers(ExperimentImages.Draw(split, 50, 50, 7).Validation), Numbers(ExperimentImages.Draw(split, 50, 50, 8).Validation));
    }

    [Fact]
    public void Draw_LabelsSortedInTheFile_ComeInMixedOrder()
    {
        var labels = Enumerable.Range(0, 200).Select(i => i / 20).ToArray();
        var split = new LabeledImages(1, 1, 1, new byte[200], labels);

        var drawn = ExperimentImages.Draw(split, 100, 100, seed: 1);

        Assert.True(drawn.Train.Labels.Take(20).Distinct().Count() > 4);
    }

    [Theory]
    [InlineData(51, 50)]
    [InlineData(null, 100)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void Draw_MoreThanTheSplitHolds_SaysHowManyThereAre(int? trainLimit, int validation)
    {
        var split = NumberedImages(100, new SeededRandom(1, "labels"));

        var error = Assert.Throws<ArgumentException>(() => ExperimentImages.Draw(split, trainLimit, validation, 1));

        Assert.Contains("more than the 100 images", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Quotas_Remainders_GoToTheLargestThenTheFirst() =>
        Assert.Equal([3, 2, 5], ExperimentImages.Quotas([5, 5, 10], 10));

    [Fact]
    public void Of_TwoChannels_GivesMeanAndDeviationOfEach()
    {
        var images = new LabeledImages(2, 1, 2, [0, 255, 51, 51, 255, 0, 51, 51], [0, 1]);

        var normalization = ImageNormalization.Of(images);

        Assert.Equal([0.5f, 0.2f], normalization.Mean);
        Assert.Equal([0.5f, 1f], normalization.Deviation);
    }

    /// <summary>Images of two pixels that spell their own index, with uneven classes.</summary>
    private static LabeledImages NumberedImages(int count, SeededRandom random)
    {
        var pixels = Enumerable.Range(0, count).SelectMany(i => new[] { (byte)(i / 256), (byte)(i % 256) }).ToArray();
        var labels = Enumerable.Range(0, count).Select(_ => Math.Min(random.NextInt(5), random.NextInt(5))).ToArray();
        return new LabeledImages(1, 1, 2, pixels, labels);
    }

    private static List<int> Numbers(LabeledImages images) =>
        [.. Enumerable.Range(0, images.Count).Select(i => (images.Pixels[2 * i] * 256) + images.Pixels[(2 * i) + 1])];
}
