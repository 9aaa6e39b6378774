using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Networks;
using NasStudio.Core.Sampling;
using NasStudio.Core.Spaces;
using NasStudio.Torch.Evaluation;
using NasStudio.Torch.Execution;
using NasStudio.Torch.Supernets;
using static TorchSharp.torch;

namespace NasStudio.Torch.Training;

/// <summary>
/// Trains a supernet step by step: the draws of a step see the same batch, their gradients are added up, the optimiser
/// moves once (the sandwich rule with in-place distillation: Yu, Huang 2019; Yu et al. 2020). Every call from one thread.
/// </summary>
public sealed class SupernetTrainer : IDisposable
{
    private readonly Supernet _supernet;
    private readonly Func<Architecture, Network> _expand;
    private readonly TrainingOptions _options;
    private readonly ISubnetSampler _sampler;
    private readonly PreparedImages _train;
    private readonly BatchOrder _order;
    private readonly LearningRateSchedule _schedule;
    private readonly Gradients _gradients;
    private readonly AdamW _optimizer;
    private readonly PlanCache _plans = new();

    /// <param name="train">Stays the caller's; it is read at every step.</param>
    /// <param name="seed">Of the order of the images.</param>
    public SupernetTrainer(
        Supernet supernet,
        SearchSpace space,
        NetworkInput input,
        TrainingOptions options,
        ISubnetSampler sampler,
        PreparedImages train,
        ulong seed)
        : this(supernet, architecture => space.Expand(architecture, input), options, sampler, train, seed)
    {
    }

    internal SupernetTrainer(
        Supernet supernet,
        Func<Architecture, Network> expand,
        TrainingOptions options,
        ISubnetSampler sampler,
        PreparedImages train,
        ulong seed)
    {
        (_supernet, _expand, _options, _sampler, _train) = (supernet, expand, options, sampler, train);
        _order = new BatchOrder(train.Count, options.BatchSize, seed);
        Steps = (long)options.Epochs * _order.BatchesPerEpoch;
        _schedule = new LearningRateSchedule(options.Optimizer.LearningRate, Steps, options.WarmUp);
        _gradients = new Gradients(supernet);
        _optimizer = new AdamW(supernet, options.Optimizer.WeightDecay);
    }

    /// <summary>Steps of the whole training: epochs × full batches of an epoch.</summary>
    public long Steps { get; }

    /// <summary>Steps done.</summary>
    public long Done { get; private set; }

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
        var indices = tensor(_order.Batch(Done));
        var images = _train.Pixels.index_select(0, indices);
        var labels = _train.Labels.index_select(0, indices);

        var draws = _sampler.Draw(Done);
        var losses = Accumulate(draws, images, labels, out var macs);
        var norm = _gradients.Norm();
        if (!double.IsFinite(norm))
        {
            throw new DivergedException(Done, draws[0].Architecture.Id, "gradient norm", norm);
        }

        var learningRate = _schedule.At(Done);
        var scale = _options.GradientClipping > 0 ? Math.Min(1, _options.GradientClipping / Math.Max(norm, double.Epsilon)) : 1;
        _optimizer.Step(_gradients, learningRate, scale);
        return new TrainingStep(Done++, learningRate, losses, _order.BatchSize, macs * _order.BatchSize, norm);
    }

    public void Dispose()
    {
        _gradients.Dispose();
        _plans.Dispose();
    }

    private ImmutableArray<DrawLoss> Accumulate(IReadOnlyList<Draw> draws, Tensor images, Tensor labels, out long macs)
    {
        var losses = ImmutableArray.CreateBuilder<DrawLoss>(draws.Count);
        Tensor? teacher = null;
        macs = 0;
        _gradients.Clear();
        foreach (var draw in draws)
        {
            using var scope = NewDisposeScope();
            var plan = _plans.Get(draw.Architecture, () => _expand(draw.Architecture));
            var pass = new DrawPass(plan, _supernet, images);
            var (loss, gradients) = draw.Distill && teacher is not null
                ? pass.Backward(teacher, labelSmoothing: 0)
                : pass.Backward(labels, _options.LabelSmoothing);
            if (!double.IsFinite(loss))
            {
                throw new DivergedException(Done, draw.Architecture.Id, "loss", loss);
            }

            _gradients.Add(plan, gradients);
            macs += plan.Macs;
            losses.Add(new DrawLoss(draw.Architecture, draw.Role, loss));
            if (draw.Role is DrawRole.Largest)
            {
                teacher = pass.Logits.detach().softmax(-1).MoveToOuterDisposeScope();
            }
        }

        return losses.MoveToImmutable();
    }
}
