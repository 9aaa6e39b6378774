using System.Text.Json;

namespace NasStudio.Core.Experiments;

/// <summary>
/// Writes "training". Parts of the recipe that are off, or at their defaults, are left out: the documents of experiments
/// without them stay as they were, and so do the names of their checkpoints.
/// </summary>
internal static class TrainingWriter
{
    public static void Write(Utf8JsonWriter json, TrainingOptions training)
    {
        json.WriteStartObject("training");
        json.WriteNumber("epochs", training.Epochs);
        json.WriteNumber("batchSize", training.BatchSize);
        SamplerWriter.Write(json, training.Sampler);
        WriteOptimizer(json, training.Optimizer);
        if (training.Schedule != new ScheduleOptions())
        {
            WriteSchedule(json, training.Schedule);
        }

        json.WriteNumber("warmUp", training.WarmUp);
        json.WriteNumber("gradientClipping", training.GradientClipping);
        if (training.Gradients != new GradientOptions())
        {
            json.WriteStartObject("gradients");
            json.WriteString("conflicts", training.Gradients.Conflicts);
            json.WriteNumber("value", training.Gradients.Value);
            json.WriteNumber("adaptive", training.Gradients.Adaptive);
            json.WriteEndObject();
        }

        json.WriteNumber("labelSmoothing", training.LabelSmoothing);
        if (training.Distillation != new DistillationOptions())
        {
            WriteDistillation(json, training.Distillation);
        }

        if (training.Teacher is { } teacher)
        {
            json.WriteStartObject("teacher");
            json.WriteString(teacher.File is null ? "name" : "file", teacher.Title);
            json.WriteNumber("temperature", teacher.Temperature);
            json.WriteNumber("labels", teacher.Labels);
            json.WriteEndObject();
        }

        if (training.Augmentation != new AugmentationOptions())
        {
            WriteAugmentation(json, training.Augmentation);
        }

        if (training.WeightAverage > 0)
        {
            json.WriteNumber("weightAverage", training.WeightAverage);
        }

        if (training.GradientProbe)
        {
            json.WriteBoolean("gradientProbe", training.GradientProbe);
        }

        json.WriteStartObject("checkpoints");
        json.WriteNumber("everySteps", training.Checkpoints.Steps);
        json.WriteNumber("everySeconds", (int)training.Checkpoints.Interval.TotalSeconds);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteDistillation(Utf8JsonWriter json, DistillationOptions distillation)
    {
        json.WriteStartObject("distillation");
        json.WriteString("divergence", distillation.Divergence);
        if (distillation.Divergence == "alpha")
        {
            json.WriteNumber("alphaMinimum", distillation.AlphaMinimum);
            json.WriteNumber("alphaMaximum", distillation.AlphaMaximum);
            json.WriteNumber("clip", distillation.Clip);
        }

        json.WriteNumber("labels", distillation.Labels);
        json.WriteEndObject();
    }

    private static void WriteAugmentation(Utf8JsonWriter json, AugmentationOptions augmentation)
    {
        json.WriteStartObject("augmentation");
        json.WriteNumber("flip", augmentation.Flip);
        json.WriteNumber("shift", augmentation.Shift);
        json.WriteNumber("operations", augmentation.Operations);
        json.WriteNumber("magnitude", augmentation.Magnitude);
        json.WriteNumber("erase", augmentation.Erase);
        json.WriteNumber("mixup", augmentation.Mixup);
        json.WriteNumber("cutmix", augmentation.Cutmix);
        json.WriteNumber("mixed", augmentation.Mixed);
        json.WriteEndObject();
    }

    private static void WriteOptimizer(Utf8JsonWriter json, OptimizerOptions optimizer)
    {
        json.WriteStartObject("optimizer");
        json.WriteString("name", optimizer.Name);
        json.WriteNumber("learningRate", optimizer.LearningRate);
        json.WriteNumber("weightDecay", optimizer.WeightDecay);
        if (optimizer.Decayed != new OptimizerOptions().Decayed)
        {
            json.WriteString("decayed", optimizer.Decayed);
        }

        if (optimizer.HasMomentum)
        {
            json.WriteNumber("momentum", optimizer.Momentum);
            json.WriteBoolean("nesterov", optimizer.Nesterov);
        }

        json.WriteEndObject();
    }

    private static void WriteSchedule(Utf8JsonWriter json, ScheduleOptions schedule)
    {
        json.WriteStartObject("schedule");
        json.WriteString("name", schedule.Name);
        if (schedule.Name == "cosine")
        {
            json.WriteNumber("minimum", schedule.Minimum);
        }
        else
        {
            json.WriteNumber("decay", schedule.Decay);
            json.WriteNumber("decayEpochs", schedule.DecayEpochs);
            json.WriteNumber("floor", schedule.Floor);
        }

        json.WriteEndObject();
    }
}
