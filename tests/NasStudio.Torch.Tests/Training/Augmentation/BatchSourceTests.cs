using NasStudio.Core.Experiments;
using NasStudio.Torch.Training.Augmentation;
using static TorchSharp.torch;

namespace NasStudio.Torch.Tests.Training.Augmentation;

public sealed class BatchSourceTests
{
    private const int Steps = 12;
    private static readonly AugmentationOptions Everything = new() { Flip = 0.5, Shift = 2, Operations = 2, Erase = 0.5, Mixup = 1, Cutmix = 1 };

    [Fact]
    public void At_NothingSwitchedOn_GivesTheImagesAsTheyAre()
    {
        using var scope = NewDisposeScope();
        using var train = ToyImages.Prepare(64);
        using var batches = Source(train, new());

        var batch = batches.At(0);

        Assert.Same(batch.Images, batch.CleanImages);
        Assert.Same(batch.Labels.Labels, batch.CleanLabels);
        Assert.Null(batch.Labels.Others);
    }

    /// <summary>A training that goes on in the middle sees what one saw that was not interrupted.</summary>
    [Fact]
    public void At_AnyOrderOfSteps_GivesTheSameBatches()
    {
        using var scope = NewDisposeScope();
        using var train = ToyImages.Prepare(64);
        using var through = Source(train, Everything);
        var expected = Enumerable.Range(0, Steps).Select(step => Describe(through.At(step))).ToList();
        using var resumed = Source(train, Everything);

        foreach (var step in new[] { 7, 8, 3, 11, 0 })
        {
            Assert.Equal(expected[step], Describe(resumed.At(step)));
        }

        Assert.Equal(Steps, expected.Distinct().Count());
    }

    [Fact]
    public void At_Mixed_SharesTheLabelsAndKeepsTheCleanOnes()
    {
        using var scope = NewDisposeScope();
        using var train = ToyImages.Prepare(64);
        using var plain = Source(train, new());
        using var batches = Source(train, new() { Mixup = 1 });

        var batch = batches.At(0);

        var clean = plain.At(0);
        Assert.Equal(Floats(clean.Images), Floats(batch.CleanImages));
        Assert.NotEqual(Floats(clean.Images), Floats(batch.Images));
        Assert.Equal(Longs(clean.CleanLabels).Reverse(), Longs(batch.Labels.Others!));
        var own = (float)batch.Labels.Share;
        Assert.InRange(own, 0, 1);
        Assert.Equal((own * clean.Images[0]) + ((1 - own) * clean.Images[15]) is var expected ? Floats(expected)[0] : 0, Floats(batch.Images)[0], 1e-5f);
    }

    [Fact]
    public void At_Teacher_IsAskedAboutTheImagesThatTheDrawsSee()
    {
        using var scope = NewDisposeScope();
        using var train = ToyImages.Prepare(64);
        var options = new TrainingOptions { BatchSize = 16, Augmentation = new() { Flip = 1 } };
        using var batches = new BatchSource(train, options, Steps, seed: 3, pixels => [.. pixels.Chunk(pixels.Length / 16).SelectMany(image => image[..3])]);

        for (var step = 0; step < 3; step++)
        {
            var batch = batches.At(step);

            Assert.Equal([16L, 3], batch.Teacher!.shape);
            Assert.Equal(Floats(batch.Images.view(16, -1).narrow(1, 0, 3).contiguous()), Floats(batch.Teacher));
        }
    }

    [Fact]
    public void At_TeacherThatFails_ThrowsWhatItThrew()
    {
        using var scope = NewDisposeScope();
        using var train = ToyImages.Prepare(64);
        using var batches = new BatchSource(train, new TrainingOptions { BatchSize = 16 }, Steps, seed: 3, _ => throw new TimeoutException());

        Assert.Throws<TimeoutException>(() => batches.At(0));
    }

    [Fact]
    public void At_NeverMixed_KeepsTheLabels()
    {
        using var scope = NewDisposeScope();
        using var train = ToyImages.Prepare(64);
        using var batches = Source(train, new() { Flip = 1, Mixup = 1, Mixed = 0 });

        Assert.Null(batches.At(0).Labels.Others);
    }

    private static BatchSource Source(NasStudio.Torch.Evaluation.PreparedImages train, AugmentationOptions augmentation) =>
        new(train, new TrainingOptions { BatchSize = 16, Augmentation = augmentation }, Steps, seed: 3);

    private static string Describe(Batch batch) => string.Join(' ', [.. Floats(batch.Images), (float)batch.Labels.Share, .. Longs(batch.CleanLabels)]);

    private static float[] Floats(Tensor values) => values.data<float>().ToArray();

    private static long[] Longs(Tensor values) => values.data<long>().ToArray();
}
