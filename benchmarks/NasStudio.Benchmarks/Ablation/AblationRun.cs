using System.Diagnostics;
using System.Globalization;
using NasStudio.Core.Decisions;
using NasStudio.Core.Networks;
using NasStudio.Core.Sampling;
using NasStudio.Datasets;
using NasStudio.Torch.Evaluation;
using NasStudio.Torch.Supernets;
using NasStudio.Torch.Training;
using NasStudio.Torch.Training.Checkpoints;

namespace NasStudio.Benchmarks.Ablation;

/// <summary>
/// One training and its measurement, on one thread. The same seed gives every arm the same images, the same weights to begin
/// with and the same batches. Everything that a later process needs to go on lies in the folder.
/// </summary>
internal sealed class AblationRun(AblationCell cell, string folder)
{
    private const int CheckpointSteps = 250;
    private const int ReportSteps = 100;
    private const string MacsWord = "ablation.macs";

    /// <summary>A checkpoint of another recipe is passed over.</summary>
    private readonly CheckpointFolder _checkpoints = new(folder, $"ablation {cell} {AblationSetting.Training(cell.Steps)}");
    private readonly SubnetAccuracies _measured = new(Path.Combine(folder, "accuracies.csv"));

    /// <summary>Null where it was stopped before its end.</summary>
    /// <exception cref="InvalidOperationException">There is no data set, or the training diverged.</exception>
    public AblationRow? Execute(CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        var dataset = Open();
        var input = dataset.Description.NetworkInput;
        var images = ExperimentImages.Draw(dataset.Read(DatasetSplit.Train, stop), AblationSetting.TrainImages, AblationSetting.ValidationImages, (ulong)cell.Seed);
        var normalization = ImageNormalization.Of(images.Train);
        using var train = new PreparedImages(images.Train, normalization);
        using var supernet = Supernet.Create(AblationSetting.Space, input, (ulong)cell.Seed);
        if (Train(supernet, input, train, stop) is not { } macs)
        {
            return null;
        }

        using var validation = new PreparedImages(images.Validation, normalization);
        return Measure(supernet, input, train, validation, stop) is { } accuracies ? RowOf(macs, accuracies, input) : null;
    }

    private static IDataset Open()
    {
        var data = Environment.GetEnvironmentVariable("NASSTUDIO_DATA")
            ?? throw new InvalidOperationException($"Set NASSTUDIO_DATA: the folder that holds {AblationSetting.Dataset}/.");
        return new DatasetCatalogue(data, Path.Combine(data, "no-downloads")).Open(AblationSetting.Dataset);
    }

    /// <summary>Multiply-accumulates an image of the batch; null where it was stopped.</summary>
    private double? Train(Supernet supernet, NetworkInput input, PreparedImages train, CancellationToken stop)
    {
        var setting = SamplerSetting.Of(AblationSetting.Space, input, cell.Steps, AblationSetting.StepsPerEpoch, (ulong)cell.Seed);
        using var trainer = new SupernetTrainer(
            supernet, AblationSetting.Space, input, AblationSetting.Training(cell.Steps), AblationArm.Of(cell.Arm).Sampler(setting), train, (ulong)cell.Seed);
        var macs = 0.0;
        if (_checkpoints.Read() is { } checkpoint)
        {
            trainer.Load(checkpoint);
            macs = double.Parse(checkpoint.Word(MacsWord), CultureInfo.InvariantCulture);
            Tell($"goes on after step {trainer.Done}");
        }

        var (started, first) = (Stopwatch.GetTimestamp(), trainer.Done);
        while (trainer.Done < trainer.Steps && !stop.IsCancellationRequested)
        {
            var step = trainer.Step();
            macs += (double)step.Macs / step.Images;
            if (trainer.Done % ReportSteps == 0)
            {
                var pace = Stopwatch.GetElapsedTime(started).TotalSeconds / (trainer.Done - first);
                Tell(string.Create(CultureInfo.InvariantCulture, $"step {trainer.Done} of {trainer.Steps}, loss {step.Draws.Average(draw => draw.Loss):F3}, {pace:F2} s a step"));
            }

            if (trainer.Done % CheckpointSteps == 0)
            {
                Save(trainer, macs);
            }
        }

        Save(trainer, macs);
        return trainer.Done == trainer.Steps ? macs : null;
    }

    private void Save(SupernetTrainer trainer, double macs)
    {
        var checkpoint = trainer.Save();
        checkpoint.Words.Add(MacsWord, macs.ToString("R", CultureInfo.InvariantCulture));
        _checkpoints.Write(checkpoint);
    }

    /// <summary>Validation accuracy by subnet; null where it was stopped.</summary>
    private IReadOnlyDictionary<string, double>? Measure(Supernet supernet, NetworkInput input, PreparedImages train, PreparedImages validation, CancellationToken stop)
    {
        using var evaluator = new SubnetEvaluator(supernet, AblationSetting.RecalibrationBatch);
        var wanted = AblationSetting.Subnets(input).SelectMany(level => level).Append(AblationSetting.Space.Smallest).Append(AblationSetting.Space.Largest);
        foreach (var architecture in wanted.Where(architecture => !_measured.ById.ContainsKey(architecture.Id)))
        {
            if (stop.IsCancellationRequested)
            {
                return null;
            }

            var network = AblationSetting.Space.Expand(architecture, input);
            var statistics = evaluator.Recalibrate(network, train, AblationSetting.RecalibrationImages);
            _measured.Add(architecture.Id, evaluator.Accuracy(network, statistics, validation));
        }

        return _measured.ById;
    }

    private AblationRow RowOf(double macs, IReadOnlyDictionary<string, double> accuracies, NetworkInput input)
    {
        return new(
            Checkout.Commit(),
            cell,
            macs / 1e9,
            [.. AblationSetting.Subnets(input).Select(level => LevelAccuracy.Of([.. level.Select(Of)]))],
            Of(AblationSetting.Space.Smallest),
            Of(AblationSetting.Space.Largest));

        double Of(Architecture architecture) => accuracies[architecture.Id];
    }

    private void Tell(string text) => Console.WriteLine($"  {cell}: {text}");
}
