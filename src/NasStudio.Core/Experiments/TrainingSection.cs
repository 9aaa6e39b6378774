using NasStudio.Core.Documents;

namespace NasStudio.Core.Experiments;

/// <summary>Reads "training" of an experiment document; a null section is all defaults.</summary>
public static class TrainingSection
{
    public static TrainingOptions Read(DocumentReader? section, TeacherSection teachers, DatasetFacts? images)
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
            Sampler = SamplerSection.Read(section.Child("sampler")),
            Optimizer = OptimizerSection.Read(section.Child("optimizer")),
            WarmUp = section.Number("warmUp", defaults.WarmUp, 0, TrainingOptions.MaximumWarmUp),
            GradientClipping = section.Number("gradientClipping", defaults.GradientClipping, 0, TrainingOptions.MaximumGradientClipping),
            LabelSmoothing = section.Number("labelSmoothing", defaults.LabelSmoothing, 0, TrainingOptions.MaximumLabelSmoothing),
            WeightAverage = section.Number("weightAverage", defaults.WeightAverage, 0, TrainingOptions.MaximumWeightAverage),
            GradientProbe = section.Flag("gradientProbe", defaults.GradientProbe),
            Checkpoints = Checkpoints(section.Child("checkpoints")),
        };
        options = options with
        {
            Schedule = OptimizerSection.Schedule(section.Child("schedule"), options.Optimizer.LearningRate),
            Gradients = GradientSection.Read(section.Child("gradients"), options.Sampler),
            Distillation = DistillationSection.Read(section.Child("distillation"), options.Sampler),
            Teacher = teachers.Read(section.Child("teacher"), images),
            Augmentation = AugmentationSection.Read(section.Child("augmentation")),
        };
        section.End();
        return options;
    }

    private static CheckpointOptions Checkpoints(DocumentReader? section)
    {
        var defaults = new CheckpointOptions();
        if (section is null)
        {
            return defaults;
        }

        var seconds = section.WholeNumber("everySeconds", (int)defaults.Interval.TotalSeconds, 0, (int)CheckpointOptions.MaximumInterval.TotalSeconds);
        var options = new CheckpointOptions
        {
            Steps = section.WholeNumber("everySteps", defaults.Steps, 0, CheckpointOptions.MaximumSteps),
            Interval = TimeSpan.FromSeconds(seconds),
        };
        section.End();
        return options;
    }
}
