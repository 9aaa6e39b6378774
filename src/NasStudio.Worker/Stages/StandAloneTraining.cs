using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Core.Sampling;
using NasStudio.Runs.Protocol;
using NasStudio.Torch.Evaluation;
using NasStudio.Torch.Supernets;
using NasStudio.Torch.Training;

namespace NasStudio.Worker.Stages;

/// <summary>
/// Trains some of the evaluated subnets alone, from fresh weights, with the supernet's recipe on the same images, and compares the order
/// of their validation accuracies with the supernet's. What an earlier launch of the run has trained is not trained again.
/// </summary>
internal sealed class StandAloneTraining(ExperimentDocument experiment, StandAloneOptions options, RunMaterials materials, RunProgress progress)
{
    private readonly Dictionary<string, StandAloneSubnet> _earlier = new(StringComparer.Ordinal);

    /// <summary>Roughly how much more work it is than the supernet's training: a step of that trains about four subnets, larger ones among them.</summary>
    public static double WorkOf(StandAloneOptions options, TrainingOptions training) =>
        options.Subnets * (double)options.Seeds * options.Epochs / training.Epochs / Math.Max(1, training.Sampler.RandomSubnets + 2);

    /// <summary>Writes stand-alone.json after each subnet.</summary>
    public void Execute(SearchOutcome found, string folder, CancellationToken stop)
    {
        progress.Begin(RunStages.Alone);
        ReadEarlier(folder);
        var macs = found.Evaluations.Select(evaluated => evaluated.Evaluation.Values[ObjectiveDefinition.Macs.Name]).ToList();
        var chosen = StandAloneChoice.Of(macs, found.Front, options.Subnets);
        progress.Log(string.Create(
            CultureInfo.InvariantCulture,
            $"{chosen.Count} of the evaluated subnets, the front among them, are trained alone from fresh weights: {options.Epochs} epochs, {options.Seeds} {(options.Seeds == 1 ? "seed" : "seeds")} each."));
        using var train = new PreparedImages(materials.Images.Train, materials.Normalization);
        using var validation = new PreparedImages(materials.Images.Validation, materials.Normalization);
        var ranking = new StandAloneRanking(options.Epochs, validation.Count, chosen.Count, []);
        var work = new Work(progress, (long)(chosen.Sum(index => macs[index]) * options.Seeds));
        foreach (var index in chosen)
        {
            var (architecture, evaluation) = found.Evaluations[index];
            var supernet = evaluation.Values[ObjectiveDefinition.Accuracy.Name];
            if (Accuracies(architecture, (long)macs[index], train, validation, work, stop) is { IsEmpty: false } alone)
            {
                var subnet = new StandAloneSubnet(architecture.Id, macs[index], supernet, alone, found.Front.Contains(index));
                progress.Metric(ranking.Subnets.Length, MetricNames.StandAloneSupernet, supernet);
                progress.Metric(ranking.Subnets.Length, MetricNames.StandAloneAlone, subnet.Mean);
                ranking = ranking with { Subnets = ranking.Subnets.Add(subnet) };
                Write(folder, ranking);
            }
        }

        progress.Log(ranking.Sentence);
        progress.Advance(1, 1);
    }

    /// <summary>One for each seed; none where the training diverged.</summary>
    private ImmutableArray<double> Accuracies(Architecture architecture, long macs, PreparedImages train, PreparedImages validation, Work work, CancellationToken stop)
    {
        if (_earlier.TryGetValue(architecture.Id, out var known) && known.Alone.Length == options.Seeds)
        {
            work.Skip(macs * options.Seeds);
            return known.Alone;
        }

        try
        {
            return [.. Enumerable.Range(0, options.Seeds).Select(seed => Train(architecture, macs, experiment.Seed + (ulong)seed, train, validation, work, stop))];
        }
        catch (DivergedException diverged)
        {
            progress.Log($"{diverged.Message} The subnet is left out of the comparison.", "warning");
            return [];
        }
    }

    private double Train(Architecture architecture, long macs, ulong seed, PreparedImages train, PreparedImages validation, Work work, CancellationToken stop)
    {
        var network = materials.Space.Expand(architecture, materials.Input);
        using var weights = Supernet.Create([network], seed);
        using (var trainer = new SupernetTrainer(
            weights, materials.Space, materials.Input, experiment.Training with { Epochs = options.Epochs }, new SingleSubnetSampler(architecture), train, seed))
        {
            while (trainer.Done < trainer.Steps)
            {
                stop.ThrowIfCancellationRequested();
                trainer.Step();
                work.Report(macs, trainer.Done, trainer.Steps);
            }

            trainer.Finish();
        }

        work.Skip(macs);
        using var evaluator = new SubnetEvaluator(weights);
        var statistics = evaluator.Recalibrate(network, train, Math.Min(experiment.Search.RecalibrationImages, train.Count));
        return evaluator.Accuracy(network, statistics, validation);
    }

    private void ReadEarlier(string folder)
    {
        foreach (var file in EarlierLaunches.Of(folder).Select(launch => Path.Combine(launch, RunFolder.StandAlone)).Where(File.Exists))
        {
            foreach (var subnet in JsonSerializer.Deserialize<StandAloneRanking>(File.ReadAllBytes(file), RunJson.Options)!.Subnets)
            {
                _earlier.TryAdd(subnet.Id, subnet);
            }
        }
    }

    /// <summary>Readers see the earlier file or the new one, whole.</summary>
    private static void Write(string folder, StandAloneRanking ranking)
    {
        var path = Path.Combine(folder, RunFolder.StandAlone);
        File.WriteAllBytes($"{path}.new", JsonSerializer.SerializeToUtf8Bytes(ranking, RunJson.Options));
        File.Move($"{path}.new", path, overwrite: true);
    }

    /// <summary>What is done and what there is, in MACs of whole trainings: large subnets take longer.</summary>
    private sealed class Work(RunProgress progress, long all)
    {
        private long _done;

        public void Report(long macs, long step, long steps) => progress.Advance(_done + (long)(macs * ((double)step / steps)), all);

        public void Skip(long macs) => _done += macs;
    }
}
