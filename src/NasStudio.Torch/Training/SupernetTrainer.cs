using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Networks;
using NasStudio.Core.Sampling;
using NasStudio.Core.Spaces;
using NasStudio.Torch.Evaluation;
using NasStudio.Torch.Execution;
using NasStudio.Torch.Runtime;
using NasStudio.Torch.Supernets;
using NasStudio.Torch.Training.Augmentation;
using NasStudio.Torch.Training.Checkpoints;
using NasStudio.Torch.Training.GradientPolicies;
using NasStudio.Torch.Training.Losses;
using NasStudio.Torch.Training.Optimizers;
using static TorchSharp.torch;

namespace NasStudio.Torch.Training;

/// <summary>
/// Trains a supernet step by step: the draws of a step see the same batch, their gradients are added up, the optimiser
/// moves once (the sandwich rule with in-place distillation: Yu, Huang 2019; Yu et al. 2020). Every call from one thread.
/// </summary>
public sealed class SupernetTrainer : IDisposable
{
    private const string WeightsPrefix = "weights/";
    private const string SamplerWord = "sampler";
    private readonly Supernet _supernet;
    private readonly Func<Architecture, Network> _expand;
    private readonly TrainingOptions _options;
    private readonly ISubnetSampler _sampler;
    private readonly BatchSource _batches;
    private readonly ILearningRateSchedule _schedule;
    private readonly Gradients _gradients;
    private readonly IGradientClipping[] _clippings;
    private readonly ConflictProjection? _projection;
    private readonly IOptimizer _optimizer;
    private readonly WeightAverage? _average;
    private readonly PlanCache _plans = new();
    private readonly Lanes _lanes = new();
    private readonly StepDrawing _drawing;
    private readonly CleanScores _scores;

    /// <param name="train">Stays the caller's; it is read at every step.</param>
    /// <param name="seed">Of the order of the images.</param>
    /// <param name="teacher">Of the draws on labels, where the options have one; it must outlive this.</param>
    public SupernetTrainer(
        Supernet supernet,
        SearchSpace space,
        NetworkInput input,
        TrainingOptions options,
        ISubnetSampler sampler,
        PreparedImages train,
        ulong seed,
        SoftTargets? teacher = null)
        : this(supernet, architecture => space.Expand(architecture, input), options, sampler, train, seed, teacher)
    {
    }

    internal SupernetTrainer(
        Supernet supernet,
        Func<Architecture, Network> expand,
        TrainingOptions options,
        ISubnetSampler sampler,
        PreparedImages train,
        ulong seed,
        SoftTargets? teacher = null)
    {
        (_supernet, _expand, _options, _sampler) = (supernet, expand, options, sampler);
        (Steps, var stepsPerEpoch) = StepsOf(options, train.Count);
        _batches = new BatchSource(train, options, Steps, seed, teacher);
        _schedule = OptimizerFactory.Schedule(options, Steps, stepsPerEpoch);
        _gradients = new Gradients(supernet);
        _clippings = GradientClippings.Of(options.Gradients, supernet);
        _projection = options.Gradients.Conflicts == "project" ? new ConflictProjection(supernet) : null;
        _optimizer = OptimizerFactory.Create(options.Optimizer, supernet);
        _average = options.WeightAverage > 0 ? new WeightAverage(supernet, options.WeightAverage) : null;
        _drawing = new StepDrawing(supernet, _lanes, new LossRecipe(options));
        _scores = new CleanScores(supernet, _lanes);
    }

    /// <summary>Steps of the whole training: epochs × full batches of an epoch.</summary>
    public long Steps { get; }

    /// <summary>How long a training on so many images will be, for the samplers that must know before.</summary>
    public static (long All, long PerEpoch) StepsOf(TrainingOptions options, int images)
    {
        var perEpoch = images / Math.Min(options.BatchSize, images);
        return ((long)options.Epochs * perEpoch, perEpoch);
    }

    /// <summary>Steps done.</summary>
    public long Done { get; private set; }

    /// <summary>
    /// The weights that are evaluated: the moving average where the options ask for one, otherwise those that are trained.
    /// Valid until the trainer is disposed.
    /// </summary>
    public Supernet Evaluated => _average?.Weights ?? _supernet;

    /// <summary>
    /// Puts the evaluated weights into the supernet. Once, after the last step and after the last checkpoint, which holds the
    /// trained ones: a training that went on from an average would be another one.
    /// </summary>
    public void Finish()
    {
        if (_average is not null)
        {
            _supernet.TakeFrom(_average.Weights);
        }
    }

    /// <summary>Forward and backward passes of the step's draws, then one step of the optimiser.</summary>
    /// <exception cref="DivergedException">A loss or the gradient is not finite; the weights are those before the step.</exception>
    /// <exception cref="InvalidOperationException">All steps are done.</exception>
    public TrainingStep Step()
    {
        if (Done == Steps)
        {
            throw new InvalidOperationException($"All {Steps} steps are done.");
        }

        using var scope = NewDisposeScope();
        var batch = _batches.At(Done);
        var wanted = _sampler.Draw(Done);
        var results = _drawing.Run(wanted.Draws, [.. wanted.Draws.Select(draw => PlanOf(draw.Architecture))], batch);
        var norm = Accumulate(results);
        var scores = _scores.Of(wanted.Scored, PlanOf, batch.CleanImages, batch.CleanLabels);
        var learningRate = _schedule.At(Done);
        _optimizer.Step(_gradients, learningRate, Clip(norm));
        _average?.Update(Done);
        ImmutableArray<DrawLoss> losses = [.. results.Select(result => result.Loss)];
        _sampler.Observe(new StepLosses(Done, [.. losses.Select(loss => loss.Loss)], scores.Losses));
        var macs = (losses.Sum(loss => loss.Macs) + scores.Macs) * _batches.BatchSize;
        return new TrainingStep(Done++, learningRate, losses, _batches.BatchSize, macs, norm, wanted.Figures);
    }

    /// <summary>All that the steps to come depend on, between two steps.</summary>
    public TrainingCheckpoint Save()
    {
        var checkpoint = new TrainingCheckpoint(Done);
        foreach (var (name, tensor) in _supernet.ToTensors())
        {
            checkpoint.Tensors.Add($"{WeightsPrefix}{name}", tensor);
        }

        _optimizer.Save(checkpoint);
        _average?.Save(checkpoint);
        checkpoint.Words.Add(SamplerWord, _sampler.Save());
        return checkpoint;
    }

    /// <summary>Goes on where <see cref="Save"/> was called: the weights at the end are those of a training that was never interrupted.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is of another supernet, optimiser, sampler or length of training.</exception>
    public void Load(TrainingCheckpoint checkpoint)
    {
        if (checkpoint.Step > Steps)
        {
            throw new InvalidDataException($"The checkpoint is of step {checkpoint.Step}, but the training has only {Steps}; it is of another experiment.");
        }

        _supernet.Fill(name => checkpoint.Tensor($"{WeightsPrefix}{name}"));
        _optimizer.Load(checkpoint);
        _average?.Load(checkpoint);
        try
        {
            _sampler.Load(checkpoint.Word(SamplerWord));
        }
        catch (FormatException error)
        {
            throw new InvalidDataException(error.Message, error);
        }

        Done = checkpoint.Step;
    }

    public void Dispose()
    {
        _average?.Dispose();
        _batches.Dispose();
        _lanes.Dispose();
        _projection?.Dispose();
        _gradients.Dispose();
        _plans.Dispose();
    }

    /// <summary>Adds up the draws' gradients, in their order, and returns the global norm before clipping.</summary>
    private double Accumulate(DrawResult[] results)
    {
        _gradients.Clear();
        _projection?.Clear();
        foreach (var (plan, loss, gradients) in results)
        {
            (_projection?.Of(loss.Role, _gradients) ?? _gradients).Add(plan, gradients);
            Check("loss", loss.Loss, loss);
        }

        _projection?.Join(_gradients);
        var norm = _gradients.Norm();
        Check("gradient norm", norm, results[^1].Loss);
        return norm;
    }

    /// <summary>Bounds the gradients and returns the factor that bounds their global norm.</summary>
    private double Clip(double norm)
    {
        foreach (var clipping in _clippings)
        {
            clipping.Apply(_gradients);
        }

        var clipped = _clippings.Length > 0 ? _gradients.Norm() : norm;
        return _options.GradientClipping > 0 ? Math.Min(1, _options.GradientClipping / Math.Max(clipped, double.Epsilon)) : 1;
    }

    private void Check(string quantity, double value, DrawLoss draw)
    {
        if (!double.IsFinite(value))
        {
            throw new DivergedException(Done, draw.Architecture.Id, quantity, value);
        }
    }

    private Plan PlanOf(Architecture architecture) => _plans.Get(architecture, () => _expand(architecture));
}
