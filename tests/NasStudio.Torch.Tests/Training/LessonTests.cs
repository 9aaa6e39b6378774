using NasStudio.Core.Decisions;
using NasStudio.Core.Sampling;
using NasStudio.Torch.Training;
using static TorchSharp.torch;

namespace NasStudio.Torch.Tests.Training;

public sealed class LessonTests
{
    private static readonly Architecture Any = new ToySpace().Smallest;

    [Fact]
    public void Take_MeanOfDraws_IsTheMeanOfTheTeachersProbabilities()
    {
        using var scope = NewDisposeScope();
        using var lesson = new Lesson([Draw(DrawTarget.Labels), Draw(DrawTarget.Labels), Draw(DrawTarget.MeanOfDraws)]);
        lesson.Give(1, tensor(new[] { 0f, MathF.Log(3) }));
        lesson.Give(0, tensor(new[] { 0f, 0f }));

        var mean = lesson.Take(DrawTarget.MeanOfDraws).data<float>().ToArray();
        Assert.Equal(0.375, mean[0], 6);
        Assert.Equal(0.625, mean[1], 6);
    }

    [Fact]
    public void Take_Largest_IsThatDrawsAlone()
    {
        using var scope = NewDisposeScope();
        using var lesson = new Lesson([Draw(DrawTarget.Labels), new Draw(Any, DrawRole.Largest, DrawTarget.Labels), Draw(DrawTarget.Largest)]);
        lesson.Give(1, tensor(new[] { 0f, MathF.Log(3) }));

        Assert.Equal(0.75, lesson.Take(DrawTarget.Largest)[1].item<float>(), 6);
    }

    [Fact]
    public void Fail_BeforeItIsGiven_WakesThoseWhoWait()
    {
        using var lesson = new Lesson([Draw(DrawTarget.Labels), Draw(DrawTarget.MeanOfDraws)]);
        lesson.Fail(new TimeoutException("a draw failed"));

        Assert.Throws<TimeoutException>(() => lesson.Take(DrawTarget.MeanOfDraws));
    }

    [Fact]
    public void Constructor_PupilWithoutTeacher_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new Lesson([Draw(DrawTarget.MeanOfDraws)]));
        Assert.Throws<ArgumentException>(() => new Lesson([Draw(DrawTarget.Labels), Draw(DrawTarget.Largest)]));
    }

    private static Draw Draw(DrawTarget target) => new(Any, DrawRole.Random, target);
}
