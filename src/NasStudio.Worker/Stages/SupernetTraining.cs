using System.Diagnostics;
using System.Globalization;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Randomness;
using NasStudio.Core.Sampling;
using NasStudio.Datasets;
using NasStudio.Runs.Protocol;
using NasStudio.Torch.Evaluation;
using NasStudio.Torch.Training;

namespace NasStudio.Worker.Stages;

/// <summary>
/// Trains the supernet and writes it to the run's folder. Reports the loss, and now and then the accuracy of the smallest,
/// one random and the largest subnet on a part of the validation split.
/// </summary>
internal sealed class SupernetTraining(ExperimentDocument experiment, RunMaterials materials, RunProgress progress)
{
    private const int ProbeCount = 8;
    private const int ProbeImages = 500;
    private const int ProbeRecalibrationImages = 256;
    private const int LossPoints = 300;

    public void Execute(string folder, CancellationToken stop)
    {
        progress.Begin(RunStages.Train);
        var seed = experiment.Seed;
        var space = materials.Space;
        var sampler = SubnetSamplers.Create(experiment.Training.Sampler, space.Decisions, space.Smallest, space.Largest, seed);
        using var train = new PreparedImages(materials.Images.Train, materials.Normalization);
        using var trainer = new SupernetTrainer(materials.Supernet, space, materials.Input, experiment.Training, sampler, train, seed);
        using var probe = new AccuracyProbe(materials, train, seed);
        var lossEvery = Math.Max(1, trainer.Steps / LossPoints);
        var probeEvery = Math.Max(1, trainer.Steps / ProbeCount);
        var started = Stopwatch.GetTimestamp();
        long images = 0;
        while (trainer.Done < trainer.Steps)
        {
            stop.ThrowIfCancellationRequested();
            var step = trainer.Step();
            images += step.Images;
            if (step.Step % lossEvery == 0 || trainer.Done == trainer.Steps)
            {
                ReportStep(step);
            }

            if (trainer.Done % probeEvery == 0 || trainer.Done == trainer.Steps)
            {
                probe.Report(trainer.Done, progress);
            }

            progress.Advance(trainer.Done, trainer.Steps);
        }

        materials.Supernet.Save(Path.Combine(folder, RunFolder.Supernet), materials.Metadata);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        progress.Log(string.Create(CultureInfo.InvariantCulture, $"Supernet trained: {trainer.Steps} steps, {images / seconds:F0} images/s, {experiment.Training.Sampler.Name} sampler."));
    }

    private void ReportStep(TrainingStep step)
    {
        progress.Metric(step.Step, "loss", step.Draws.Average(draw => draw.Loss));
        progress.Metric(step.Step, "learningRate", step.LearningRate);
        progress.Metric(step.Step, "macs", (double)step.Macs / step.Images);
        foreach (var draw in step.Draws.DistinctBy(draw => draw.Role))
        {
            progress.Metric(step.Step, $"loss.{draw.Role.ToString().ToLowerInvariant()}", draw.Loss);
        }
    }

    /// <summary>The same three subnets every time, so that their curves can be compared along the training.</summary>
    private sealed class AccuracyProbe(RunMaterials materials, PreparedImages train, ulong seed) : IDisposable
    {
        private readonly SubnetEvaluator _evaluator = new(materials.Supernet);
        private readonly PreparedImages _validation = new(FirstOf(materials.Images.Validation), materials.Normalization);
        private readonly (string Name, Architecture Architecture)[] _subnets =
        [
            ("smallest", materials.Space.Smallest),
            ("random", materials.Space.Decisions.Sample(new SeededRandom(seed, "accuracy probe"))),
            ("largest", materials.Space.Largest),
        ];

        public void Report(long step, RunProgress progress)
        {
            foreach (var (name, architecture) in _subnets)
            {
                var network = materials.Space.Expand(architecture, materials.Input);
                var statistics = _evaluator.Recalibrate(network, train, Math.Min(ProbeRecalibrationImages, train.Count));
                progress.Metric(step, $"accuracy.{name}", _evaluator.Accuracy(network, statistics, _validation));
            }
        }

        public void Dispose()
        {
            _validation.Dispose();
            _evaluator.Dispose();
        }

        /// <summary>The validation split is stratified and in class order or not: every k-th image keeps it balanced.</summary>
        private static LabeledImages FirstOf(LabeledImages validation)
        {
            var count = Math.Min(ProbeImages, validation.Count);
            var indices = new int[count];
            for (var i = 0; i < count; i++)
            {
                indices[i] = (int)((long)i * validation.Count / count);
            }

            return validation.Select(indices);
        }
    }
}
