using NasStudio.Core.Experiments;
using NasStudio.Core.Networks;
using NasStudio.Core.Objectives;
using NasStudio.Datasets;
using NasStudio.Export.Weights;
using NasStudio.Runs.Protocol;
using NasStudio.Torch.Evaluation;

namespace NasStudio.Worker.Objectives;

/// <summary>
/// Accuracy with supernet weights and batch-norm statistics recalibrated on training images: on the validation split during
/// the search, on the test split at the end. The statistics are kept, in the run's folder too, so that what is exported is
/// what was measured.
/// </summary>
internal sealed class AccuracyObjective : IObjective, IDisposable
{
    private readonly int _recalibrationImages;
    private readonly string? _folder;
    private readonly ImageNormalization _normalization;
    private readonly SubnetEvaluator _evaluator;
    private readonly PreparedImages _recalibration;
    private readonly PreparedImages _validation;
    private readonly Candidate _largest;
    private readonly Dictionary<string, BatchNormStatistics> _statistics = new(StringComparer.Ordinal);
    private PreparedImages? _test;

    public AccuracyObjective(RunMaterials materials, int recalibrationImages, string? folder)
    {
        _recalibrationImages = Math.Min(recalibrationImages, materials.Images.Train.Count);
        _folder = folder;
        _normalization = materials.Normalization;
        _largest = new Candidate(materials.Space.Largest, materials.Space.Expand(materials.Space.Largest, materials.Input));
        _evaluator = new SubnetEvaluator(materials.Supernet);
        _recalibration = new PreparedImages(
            materials.Images.Train.Select([.. Enumerable.Range(0, _recalibrationImages)]), materials.Normalization);
        _validation = new PreparedImages(materials.Images.Validation, materials.Normalization);
        if (folder is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, RunFolder.Statistics("any")))!);
        }
    }

    public ObjectiveDefinition Definition => ObjectiveDefinition.Accuracy;

    public void UseTestSplit(LabeledImages test) => _test = new PreparedImages(test, _normalization);

    public Measurement Measure(Candidate candidate, Fidelity fidelity)
    {
        var final = fidelity is Fidelity.Final;
        var images = final ? _test ?? throw new InvalidOperationException("The test split was not read yet.") : _validation;
        var accuracy = _evaluator.Accuracy(candidate.Network, Statistics(candidate), images);
        var origin = new AccuracyOrigin(
            final ? "test" : "validation",
            images.Count,
            Math.Sqrt(accuracy * (1 - accuracy) / images.Count),
            "recalibrated",
            _recalibrationImages,
            final ? BeforeRecalibration(candidate, images) : null);
        return new Measurement(accuracy, Accuracy: origin);
    }

    /// <summary>
    /// With the largest subnet's statistics, cut to the channels of this one. Null for the largest itself, and where it lacks one of the layers.
    /// </summary>
    private double? BeforeRecalibration(Candidate candidate, PreparedImages images)
    {
        if (candidate.Architecture.Equals(_largest.Architecture))
        {
            return null;
        }

        var largest = Statistics(_largest).Tensors;
        var cut = new Dictionary<string, FloatTensor>(StringComparer.Ordinal);
        foreach (var norm in candidate.Network.Layers.Where(layer => layer.Operation is Operation.BatchNorm))
        {
            foreach (var name in new[] { $"{norm.Name}.mean", $"{norm.Name}.var" })
            {
                if (largest.GetValueOrDefault(name) is not { } whole || whole.Shape[0] < norm.Parameter("weight").Axes[0].Length)
                {
                    return null;
                }

                cut.Add(name, SubnetWeights.Slice(norm.Parameter("weight"), whole));
            }
        }

        return _evaluator.Accuracy(candidate.Network, new BatchNormStatistics(cut, _recalibrationImages), images);
    }

    /// <summary>The statistics of a subnet: recalibrated at the first call, the same value ever after.</summary>
    public BatchNormStatistics Statistics(Candidate candidate)
    {
        var id = candidate.Architecture.Id;
        if (!_statistics.TryGetValue(id, out var statistics))
        {
            statistics = _evaluator.Recalibrate(candidate.Network, _recalibration, _recalibrationImages);
            _statistics.Add(id, statistics);
            Keep(id, statistics);
        }

        return statistics;
    }

    public void Dispose()
    {
        _test?.Dispose();
        _validation.Dispose();
        _recalibration.Dispose();
        _evaluator.Dispose();
    }

    private void Keep(string id, BatchNormStatistics statistics)
    {
        if (_folder is null)
        {
            return;
        }

        var path = Path.Combine(_folder, RunFolder.Statistics(id));
        using (var stream = File.Create(path + ".tmp"))
        {
            SafetensorsFile.Write(stream, statistics.Tensors);
        }

        File.Move(path + ".tmp", path, overwrite: true);
    }
}
