using NasStudio.Core.Costs;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Networks;
using NasStudio.Core.Objectives;
using NasStudio.Core.Randomness;
using NasStudio.Core.Sampling;
using NasStudio.Core.Spaces;

namespace NasStudio.Runs.Estimates;

/// <summary>What an experiment will have to compute, counted from its document before anything runs.</summary>
public sealed record RunWork
{
    /// <summary>Steps of which the sampler is asked what it draws; the rest of the training is taken to be like them.</summary>
    private const int SampledSteps = 100;
    private const int SampledSubnets = 100;

    /// <summary>Of the curves beside the loss: the smallest, a random and the largest subnet, nine times, on a part of the images.</summary>
    private const int ProbedSubnets = 27;
    private const int ProbedImages = 756;

    private RunWork()
    {
    }

    public long Steps { get; private init; }

    /// <summary>Forward passes of a step: its draws, and what the sampler wants to be scored.</summary>
    public double PassesPerStep { get; private init; }

    /// <summary>Multiply-accumulates of all forward passes of the training.</summary>
    public double TrainingMacs { get; private init; }

    /// <summary>Multiply-accumulates of one such pass, one image, on average.</summary>
    public double MacsPerPass { get; private init; }

    /// <summary>Multiply-accumulates of the accuracies that are measured while the training goes on.</summary>
    public double ProbeMacs { get; private init; }

    /// <summary>Of a random subnet, one image.</summary>
    public double SubnetMacs { get; private init; }

    /// <summary>Subnets evaluated in the search, at most.</summary>
    public int Evaluations { get; private init; }

    /// <summary>Images that an evaluation of the search passes through the subnet: recalibration and validation.</summary>
    public int ImagesPerEvaluation { get; private init; }

    /// <summary>Images that an evaluation of the report passes through: the test split, with and without recalibration.</summary>
    public int ImagesPerReport { get; private init; }

    public bool MeasuresLatency { get; private init; }

    /// <summary>Latencies that the search measures; it estimates the others.</summary>
    public int MeasuredLatencies { get; private init; }

    /// <summary>Candidates that are scored untrained.</summary>
    public int Candidates { get; private init; }

    /// <summary>Multiply-accumulates of the forward passes of training subnets alone.</summary>
    public double AloneMacs { get; private init; }

    /// <summary>Numbers of the supernet: the elementwise maximum over its subnets.</summary>
    public long Parameters { get; private init; }

    /// <summary>Bytes of what all layers of the largest subnet put out, a batch: kept for the backward pass.</summary>
    public double ActivationBytes { get; private init; }

    /// <summary>Bytes of the images: as they are read, and as numbers for training and validation.</summary>
    public double ImageBytes { get; private init; }

    /// <summary>Bytes of the batch-norm statistics of one evaluated subnet.</summary>
    public double StatisticsBytes { get; private init; }

    /// <summary>Takes up to a second or two for a large space.</summary>
    /// <exception cref="OperationCanceledException">Looked at now and then.</exception>
    public static RunWork Of(ExperimentDocument document, DatasetFacts images, CancellationToken cancellation)
    {
        var space = new SearchSpace(document.SearchSpace);
        var input = new NetworkInput(images.Channels, images.Height, images.Width, images.Classes);
        var trained = document.Dataset.TrainLimit ?? images.TrainImages - document.Dataset.Validation;
        var batch = Math.Min(document.Training.BatchSize, trained);
        var stepsPerEpoch = trained / batch;
        var steps = (long)document.Training.Epochs * stepsPerEpoch;
        var (passes, macsOfStep) = Drawn(document, SamplerSetting.Of(space, input, steps, stepsPerEpoch, document.Seed), cancellation);
        var subnet = MeanMacs(space, input, cancellation);
        var largest = space.Expand(space.Largest, input);
        var pixels = (double)images.Channels * images.Height * images.Width;
        return new RunWork
        {
            Steps = steps,
            PassesPerStep = passes,
            TrainingMacs = macsOfStep * batch * steps,
            MacsPerPass = macsOfStep / passes,
            ProbeMacs = ProbedSubnets * Math.Min(ProbedImages, trained) * subnet,
            SubnetMacs = subnet,
            Evaluations = document.PlannedEvaluations,
            ImagesPerEvaluation = Math.Min(document.Search.RecalibrationImages, trained) + document.Dataset.Validation,
            ImagesPerReport = 2 * images.TestImages,
            MeasuresLatency = document.Search.Measured.Contains(ObjectiveDefinition.Latency.Name),
            MeasuredLatencies = document.Search.Latency.Estimates ? Math.Min(document.Search.Latency.Measured, document.PlannedEvaluations) : document.PlannedEvaluations,
            Candidates = document.Search.Strategy.ScoresCandidates ? document.Search.Strategy.Candidates : 0,
            AloneMacs = document.StandAlone is { } alone ? (double)alone.Subnets * alone.Seeds * alone.Epochs * stepsPerEpoch * batch * subnet : 0,
            Parameters = WidestParameters(space, input),
            ActivationBytes = sizeof(float) * (double)batch * largest.Layers.Sum(layer => layer.Output.Elements),
            ImageBytes = (pixels * images.TrainImages) + (sizeof(float) * pixels * (trained + document.Dataset.Validation + document.Search.RecalibrationImages)),
            StatisticsBytes = 2.0 * sizeof(float) * largest.Layers.Where(layer => layer.Operation is Operation.BatchNorm).Sum(layer => layer.Output[0]),
        };
    }

    /// <summary>Passes and multiply-accumulates (one image) of a step, on average, as the sampler itself draws.</summary>
    private static (double Passes, double Macs) Drawn(ExperimentDocument document, SamplerSetting setting, CancellationToken cancellation)
    {
        var sampler = SubnetSamplers.Create(document.Training.Sampler, setting);
        var known = new Dictionary<Architecture, long>();
        var (passes, macs) = (0.0, 0.0);
        var asked = (int)Math.Min(SampledSteps, setting.Steps);
        for (var step = 0; step < asked; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            var draws = sampler.Draw(step);
            passes += draws.Draws.Length + draws.Scored.Length;
            macs += draws.Draws.Sum(draw => (double)MacsOf(draw.Architecture)) + draws.Scored.Sum(scored => (double)MacsOf(scored));
            sampler.Observe(new StepLosses(step, [.. draws.Draws.Select(_ => 1.0)], [.. draws.Scored.Select(_ => 1.0)]));
        }

        return (passes / asked, macs / asked);

        long MacsOf(Architecture architecture)
        {
            if (!known.TryGetValue(architecture, out var count))
            {
                count = setting.Macs(architecture);
                known.Add(architecture, count);
            }

            return count;
        }
    }

    private static double MeanMacs(SearchSpace space, NetworkInput input, CancellationToken cancellation)
    {
        var random = new SeededRandom(1, "estimate.subnets");
        return Enumerable.Range(0, SampledSubnets).Average(_ =>
        {
            cancellation.ThrowIfCancellationRequested();
            return (double)NetworkCost.MacsOf(space.Expand(space.Decisions.Sample(random), input));
        });
    }

    private static long WidestParameters(SearchSpace space, NetworkInput input)
    {
        var widest = new Dictionary<string, int[]>(StringComparer.Ordinal);
        foreach (var parameter in space.CoveringSet().SelectMany(architecture => space.Expand(architecture, input).Parameters))
        {
            if (!widest.TryGetValue(parameter.Name, out var axes))
            {
                widest[parameter.Name] = axes = new int[parameter.Axes.Length];
            }

            for (var axis = 0; axis < axes.Length; axis++)
            {
                axes[axis] = Math.Max(axes[axis], parameter.Axes[axis].Length);
            }
        }

        return widest.Values.Sum(axes => axes.Aggregate(1L, (product, length) => product * length));
    }
}
