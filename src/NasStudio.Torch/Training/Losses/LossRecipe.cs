using NasStudio.Core.Experiments;
using static TorchSharp.torch;

namespace NasStudio.Torch.Training.Losses;

/// <summary>Puts a draw's loss together from labels and teachers.</summary>
internal sealed class LossRecipe(TrainingOptions options)
{
    private readonly SoftCrossEntropy _crossEntropy = new();
    private readonly IDistillationLoss _distillation = options.Distillation.Divergence switch
    {
        "cross-entropy" => new SoftCrossEntropy(),
        "alpha" => new AlphaDivergence(options.Distillation.AlphaMinimum, options.Distillation.AlphaMaximum, options.Distillation.Clip),
        var other => throw new ArgumentException($"No divergence is named '{other}'; use one of {string.Join(", ", DistillationOptions.Divergences)}.", nameof(options)),
    };

    /// <summary>Of a draw that learns from the labels, and from a model outside of the supernet where there is one.</summary>
    /// <param name="teacher">That model's class probabilities [batch, classes].</param>
    public Loss OfLabels(Tensor logits, LabelTargets labels, Tensor? teacher = null)
    {
        var own = new Loss(labels.CrossEntropy(logits, options.LabelSmoothing));
        return teacher is not null && options.Teacher is { } model ? own.Blend(model.Labels, new Loss(_crossEntropy.Of(logits, teacher))) : own;
    }

    /// <summary>
    /// Of a draw that learns from others of its step. What is reported is the cross-entropy with the target whatever the
    /// divergence, so that the curves of two trainings can be compared.
    /// </summary>
    /// <param name="teacher">Class probabilities [batch, classes].</param>
    public Loss OfTeacher(Tensor logits, Tensor teacher, LabelTargets labels)
    {
        var weight = options.Distillation.Labels;
        var distilled = new Loss(_distillation.Of(logits, teacher));
        if (options.Distillation.Divergence != "cross-entropy")
        {
            distilled = distilled with { Reported = _crossEntropy.Of(logits.detach(), teacher) };
        }

        return weight == 0 ? distilled : OfLabels(logits, labels).Blend(weight, distilled);
    }
}

/// <param name="Trained">Whose gradient the draw follows.</param>
internal sealed record Loss(Tensor Trained)
{
    /// <summary>A cross-entropy.</summary>
    public Tensor Reported { get; init; } = Trained;

    /// <summary>weight × this + (1 − weight) × other.</summary>
    public Loss Blend(double weight, Loss other) => new(Blend(Trained, weight, other.Trained)) { Reported = Blend(Reported.detach(), weight, other.Reported.detach()) };

    private static Tensor Blend(Tensor one, double weight, Tensor other) => one.mul(weight).add(other.mul(1 - weight));
}
