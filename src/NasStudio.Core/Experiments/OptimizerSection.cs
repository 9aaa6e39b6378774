using System.Globalization;
using NasStudio.Core.Documents;

namespace NasStudio.Core.Experiments;

/// <summary>Reads "training.optimizer" and "training.schedule". Only the fields of the one that is named are known.</summary>
internal static class OptimizerSection
{
    public static OptimizerOptions Read(DocumentReader? section)
    {
        if (section is null)
        {
            return new OptimizerOptions();
        }

        var defaults = OptimizerOptions.DefaultOf(section.OneOf("name", OptimizerOptions.Names, new OptimizerOptions().Name));
        var options = defaults with
        {
            LearningRate = section.Number("learningRate", defaults.LearningRate, OptimizerOptions.MinimumLearningRate, OptimizerOptions.MaximumLearningRate),
            WeightDecay = section.Number("weightDecay", defaults.WeightDecay, 0, OptimizerOptions.MaximumWeightDecay),
            Decayed = section.OneOf("decayed", OptimizerOptions.DecayedChoices, defaults.Decayed),
        };
        if (options.HasMomentum)
        {
            options = options with
            {
                Momentum = section.Number("momentum", defaults.Momentum, 0, OptimizerOptions.MaximumMomentum),
                Nesterov = section.Flag("nesterov", defaults.Nesterov),
            };
            options = options with { Nesterov = options.Nesterov && (options.Momentum > 0 || section.Has("nesterov")) };
            if (options is { Nesterov: true, Momentum: 0 })
            {
                section.Error("nesterov", "true needs a momentum to look ahead along, but momentum is 0; write false, or a momentum such as 0.9.");
            }
        }

        section.End();
        return options;
    }

    /// <param name="peak">Learning rate after the warm-up.</param>
    public static ScheduleOptions Schedule(DocumentReader? section, double peak)
    {
        var defaults = new ScheduleOptions();
        if (section is null)
        {
            return defaults;
        }

        var options = new ScheduleOptions(section.OneOf("name", ScheduleOptions.Names, defaults.Name));
        if (options.Name == "cosine")
        {
            options = options with { Minimum = section.Number("minimum", defaults.Minimum, 0, OptimizerOptions.MaximumLearningRate) };
            if (options.Minimum > peak)
            {
                section.Error("minimum", string.Create(CultureInfo.InvariantCulture, $"{options.Minimum} is above the learning rate, {peak}; use at most that."));
            }
        }
        else
        {
            options = options with
            {
                Decay = section.Number("decay", defaults.Decay, ScheduleOptions.MinimumDecay, 1),
                DecayEpochs = section.Number("decayEpochs", defaults.DecayEpochs, ScheduleOptions.MinimumDecayEpochs, TrainingOptions.MaximumEpochs),
                Floor = section.Number("floor", defaults.Floor, 0, 1),
            };
        }

        section.End();
        return options;
    }
}
