using NasStudio.Core.Experiments;
using NasStudio.Torch.Runtime;
using NasStudio.Torch.Training.Losses;
using static TorchSharp.torch;

namespace NasStudio.Torch.Tests.Training.Losses;

public sealed class LossRecipeTests
{
    public LossRecipeTests() => TorchRuntime.Load();

    /// <summary>−(0.25 ln q_0 + 0.75 ln q_2), the soft labels of the mixture, smoothed by 0.1.</summary>
    [Fact]
    public void OfLabels_MixedImages_IsTheCrossEntropyWithTheMixture()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new float[,] { { 1, 0, -1 } });
        var labels = new LabelTargets(tensor(new long[] { 0 }), tensor(new long[] { 2 }), 0.25);
        var mixture = tensor(new float[,] { { 0.25f, 0, 0.75f } });

        var loss = new LossRecipe(new TrainingOptions { LabelSmoothing = 0.1 }).OfLabels(logits, labels).Trained;

        Assert.Equal(nn.functional.cross_entropy(logits, mixture, label_smoothing: 0.1).item<float>(), loss.item<float>(), 1e-6f);
    }

    [Fact]
    public void OfLabels_ExternalTeacher_BlendsBoth()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new float[,] { { 1, 0, -1 } });
        var teacher = tensor(new[,] { { 0.2f, 0.2f, 0.6f } });
        var labels = new LabelTargets(tensor(new long[] { 0 }));
        var hard = nn.functional.cross_entropy(logits, labels.Labels).item<float>();
        var soft = nn.functional.cross_entropy(logits, teacher).item<float>();

        var loss = new LossRecipe(new TrainingOptions { Teacher = new("t") }).OfLabels(logits, labels, teacher);

        Assert.Equal((0.5f * hard) + (0.5f * soft), loss.Trained.item<float>(), 1e-6f);
    }

    [Fact]
    public void OfTeacher_WeightOfLabels_BlendsBoth()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new float[,] { { 1, 0, -1 } });
        var teacher = tensor(new[,] { { 0.2f, 0.2f, 0.6f } });
        var labels = new LabelTargets(tensor(new long[] { 0 }));
        var hard = nn.functional.cross_entropy(logits, labels.Labels).item<float>();
        var soft = nn.functional.cross_entropy(logits, teacher).item<float>();

        var blended = new LossRecipe(new TrainingOptions { Distillation = new() { Labels = 0.25 } }).OfTeacher(logits, teacher, labels);

        Assert.Equal((0.25f * hard) + (0.75f * soft), blended.Trained.item<float>(), 1e-6f);
        Assert.Equal((0.25f * hard) + (0.75f * soft), blended.Reported.item<float>(), 1e-6f);
    }

    [Fact]
    public void OfTeacher_AlphaDivergence_ReportsTheCrossEntropy()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new float[,] { { 1, 0, -1 } });
        var teacher = tensor(new[,] { { 0.9f, 0.1f, 0f } });

        var loss = new LossRecipe(new TrainingOptions { Distillation = new("alpha") }).OfTeacher(logits, teacher, new LabelTargets(tensor(new long[] { 0 })));

        Assert.Equal(nn.functional.cross_entropy(logits, teacher).item<float>(), loss.Reported.item<float>(), 1e-6f);
        Assert.NotEqual(loss.Reported.item<float>(), loss.Trained.item<float>(), 0.01f);
    }
}
