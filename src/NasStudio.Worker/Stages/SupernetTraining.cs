using System.Globalization;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Randomness;
using NasStudio.Core.Sampling;
using NasStudio.Core.Sampling.Levels;
using NasStudio.Datasets;
using NasStudio.Export.Teachers;
using NasStudio.Runs.Protocol;
using NasStudio.Torch.Evaluation;
using NasStudio.Torch.Supernets;
using NasStudio.Torch.Training;

namespace NasStudio.Worker.Stages;

/// <summary>
/// Trains the supernet and writes it to the run's folder, with checkpoints on the way. Reports the loss, and now and then the accuracy of the smallest,
/// one random and the largest subnet on a part of the validation split.
/// </summary>
internal sealed class SupernetTraining(ExperimentDocument experiment, RunMaterials materials, RunProgress progress, TeacherFolder teachers, TimeProvider time, PaceMeter pace)
{
    private const int ProbeCount = 8;
    private const int ProbeImages = 500;
    private const int ProbeRecalibrationImages = 256;

    /// <summary>
    /// Begins, or goes on where an earlier launch of the run stopped. A wish to stop saves the training first.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was stopped; the checkpoint in the folder holds all steps done.</exception>
    public void Execute(string folder, CancellationToken stop)
    {
        progress.Begin(RunStages.Train);
        var seed = experiment.Seed;
        using var train = new PreparedImages(materials.Images.Train, materials.Normalization);
        var (steps, stepsPerEpoch) = SupernetTrainer.StepsOf(experiment.Training, train.Count);
        var setting = SamplerSetting.Of(materials.Space, materials.Input, steps, stepsPerEpoch, seed);
        var sampler = SubnetSamplers.Create(experiment.Training.Sampler, setting);
        using var teacher = experiment.Training.Teacher is { } options ? teachers.Open(options, Images()) : null;
        using var trainer = new SupernetTrainer(
            materials.Supernet, materials.Space, materials.Input, experiment.Training, sampler, train, seed, teacher is null ? null : images => teacher.Probabilities(images));
        using var probe = new AccuracyProbe(materials, trainer.Evaluated, train, seed, sampler.Levels);
        using var conflict = experiment.Training.GradientProbe
            ? new ConflictMeasurement(materials, train, sampler.Levels ?? LevelTable.Of(experiment.Training.Sampler.Levels, setting), seed, progress)
            : null;
        var report = new TrainingReport(progress, trainer.Steps);
        report.Begin(sampler.Levels, (levels, level) => setting.Macs(levels.Smallest[level]));
        var checkpoints = new TrainingCheckpoints(experiment, trainer, folder, time);
        checkpoints.Resume(progress);
        Train(trainer, checkpoints, report, probe, conflict, stop);
        trainer.Finish();
        materials.Supernet.Save(Path.Combine(folder, RunFolder.Supernet), materials.Metadata);
    }

    private TeacherImages Images() =>
        new(materials.Input.Channels, materials.Input.Height, materials.Input.Width, materials.Normalization.Mean, materials.Normalization.Deviation);

    private void Train(SupernetTrainer trainer, TrainingCheckpoints checkpoints, TrainingReport report, AccuracyProbe probe, ConflictMeasurement? conflict, CancellationToken stop)
    {
        var probeEvery = Math.Max(1, trainer.Steps / ProbeCount);
        var started = time.GetTimestamp();
        long images = 0;
        while (trainer.Done < trainer.Steps)
        {
            if (stop.IsCancellationRequested)
            {
                checkpoints.Save();
                stop.ThrowIfCancellationRequested();
            }

            conflict?.At(trainer.Done, trainer.Steps, stop);
            var step = pace.Step(trainer.Step, WorkOf);
            images += step.Images;
            report.Add(step);
            if (trainer.Done % probeEvery == 0 || trainer.Done == trainer.Steps)
            {
                pace.Besides(() => probe.Report(trainer.Done, progress));
            }

            checkpoints.Advance();
            progress.Advance(trainer.Done, trainer.Steps);
        }

        // Before the last checkpoint: a launch that goes on from it has nothing left to train or to measure here.
        if (images > 0)
        {
            conflict?.At(trainer.Done, trainer.Steps, stop);
        }

        checkpoints.Save();
        var seconds = (time.GetElapsedTime(started) - (conflict?.Taken ?? TimeSpan.Zero)).TotalSeconds;
        var speed = images == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {images / seconds:F0} images/s");
        progress.Log(string.Create(CultureInfo.InvariantCulture, $"Supernet trained: {trainer.Steps} steps{speed}, {experiment.Training.Sampler.Name} sampler."));
    }

    /// <summary>What the sampler had scored besides is among the multiply-accumulates; it counts as passes of the draws' mean.</summary>
    private static (double Macs, double Passes) WorkOf(TrainingStep step)
    {
        var drawn = step.Draws.Sum(draw => (double)draw.Macs) * step.Images;
        return (step.Macs, step.Draws.Length * (double)step.Images * step.Macs / drawn);
    }

    /// <summary>
    /// The same three subnets every time, and a few of each level where the sampler has levels, so that their curves can be
    /// compared along the training.
    /// </summary>
    private sealed class AccuracyProbe(RunMaterials materials, Supernet supernet, PreparedImages train, ulong seed, LevelTable? levels) : IDisposable
    {
        private const int SubnetsPerLevel = 2;
        private readonly Architecture[][] _levels = [.. (levels?.Pools ?? []).Select((pool, level) =>
        {
            var random = new SeededRandom(seed, "accuracy probe of levels", level);
            return Enumerable.Range(0, SubnetsPerLevel).Select(_ => pool.Draw(random).Architecture).ToArray();
        })];

        private readonly SubnetEvaluator _evaluator = new(supernet);
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
                progress.Metric(step, $"accuracy.{name}", AccuracyOf(architecture));
            }

            foreach (var (level, subnets) in _levels.Index())
            {
                progress.Metric(step, string.Create(CultureInfo.InvariantCulture, $"accuracy.level.{level}"), subnets.Average(AccuracyOf));
            }
        }

        private double AccuracyOf(Architecture architecture)
        {
            var network = materials.Space.Expand(architecture, materials.Input);
            var statistics = _evaluator.Recalibrate(network, train, Math.Min(ProbeRecalibrationImages, train.Count));
            return _evaluator.Accuracy(network, statistics, _validation);
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
