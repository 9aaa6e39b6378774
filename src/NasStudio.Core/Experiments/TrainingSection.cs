using NasStudio.Core.Documents;
using NasStudio.Core.Sampling;

namespace NasStudio.Core.Experiments;

/// <summary>Reads "training" of an experiment document; a null section is all defaults.</summary>
internal static class TrainingSection
{
    public static TrainingOptions Read(DocumentReader? section)
    {
        var defaults = new TrainingOptions();
        if (section is null)
        {
            return defaults;
        }

        var options = new TrainingOptions
        {
            Epochs = section.WholeNumber("epochs", defaults.Epochs, 1, TrainingOptions.MaximumEpochs),
            BatchSize = section.WholeNumber("batchSize", defaults.BatchSize, TrainingOptions.MinimumBatchSize, TrainingOptions.MaximumBatchSize),
            Sampler = Sampler(section.Child("sampler")),
            Optimizer = Optimizer(section.Child("optimizer")),
            WarmUp = section.Number("warmUp", defaults.WarmUp, 0, TrainingOptions.MaximumWarmUp),
            GradientClipping = section.Number("gradientClipping", defaults.GradientClipping, 0, TrainingOptions.MaximumGradientClipping),
            LabelSmoothing = section.Number("labelSmoothing", defaults.LabelSmoothing, 0, TrainingOptions.MaximumLabelSmoothing),
        };
        section.End();
        return options;
    }

    private static SamplerOptions Sampler(DocumentReader? section)
    {
        var defaults = new SamplerOptions();
        if (section is null)
        {
            return defaults;
        }

        var options = new SamplerOptions(
            section.OneOf("name", SubnetSamplers.Names, defaults.Name),
            section.WholeNumber("randomSubnets", defaults.RandomSubnets, 0, SamplerOptions.MaximumRandomSubnets));
        if (options is { Name: "uniform", RandomSubnets: 0 })
        {
            section.Error("randomSubnets", $"0 leaves the uniform sampler nothing to train; use 1 to {SamplerOptions.MaximumRandomSubnets}.");
        }

        section.End();
        return options;
    }

    private static OptimizerOptions Optimizer(DocumentReader? section)
    {
        var defaults = new OptimizerOptions();
        if (section is null)
        {
            return defaults;
        }

        var options = new OptimizerOptions(
            section.OneOf("name", OptimizerOptions.Names, defaults.Name),
            section.Number("learningRate", defaults.LearningRate, OptimizerOptions.MinimumLearningRate, OptimizerOptions.MaximumLearningRate),
            section.Number("weightDecay", defaults.WeightDecay, 0, OptimizerOptions.MaximumWeightDecay));
        section.End();
        return options;
    }
}
