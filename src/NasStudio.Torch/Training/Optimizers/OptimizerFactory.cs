using NasStudio.Core.Experiments;
using NasStudio.Torch.Supernets;

namespace NasStudio.Torch.Training.Optimizers;

/// <summary>Optimisers and schedules by name: one line of registration each.</summary>
internal static class OptimizerFactory
{
    /// <exception cref="ArgumentException">No optimiser has that name.</exception>
    public static IOptimizer Create(OptimizerOptions options, Supernet supernet) => options.Name switch
    {
        "adamw" => new AdamW(supernet, WeightDecay.Of(options)),
        "sgd" => new Sgd(supernet, WeightDecay.Of(options), options.Momentum, options.Nesterov),
        _ => throw new ArgumentException($"No optimiser is named '{options.Name}'; use one of {string.Join(", ", OptimizerOptions.Names)}.", nameof(options)),
    };

    /// <exception cref="ArgumentException">No schedule has that name.</exception>
    public static ILearningRateSchedule Schedule(TrainingOptions options, long steps, long stepsPerEpoch)
    {
        var warmUp = new WarmUp(options.Optimizer.LearningRate, (long)Math.Ceiling(steps * options.WarmUp));
        var schedule = options.Schedule;
        return schedule.Name switch
        {
            "cosine" => new CosineSchedule(warmUp, steps, schedule.Minimum),
            "exponential" => new ExponentialSchedule(warmUp, schedule.DecayEpochs * stepsPerEpoch, schedule.Decay, schedule.Floor),
            _ => throw new ArgumentException($"No schedule is named '{schedule.Name}'; use one of {string.Join(", ", ScheduleOptions.Names)}.", nameof(options)),
        };
    }
}
