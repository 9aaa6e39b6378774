using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Networks;
using NasStudio.Core.Sampling;
using NasStudio.Core.Spaces;
using NasStudio.Torch.Evaluation;
using NasStudio.Torch.Execution;
using NasStudio.Torch.Runtime;
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
    private readonly Lanes _lanes = new();

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

        var results = Run(_sampler.Draw(Done), images, labels);
        var norm = Accumulate(results);
        var learningRate = _schedule.At(Done);
        var scale = _options.GradientClipping > 0 ? Math.Min(1, _options.GradientClipping / Math.Max(norm, double.Epsilon)) : 1;
        _optimizer.Step(_gradients, learningRate, scale);
        var macs = results.Sum(result => result.Plan.Macs) * _order.BatchSize;
        return new TrainingStep(Done++, learningRate, [.. results.Select(result => result.Loss)], _order.BatchSize, macs, norm);
    }

    public void Dispose()
    {
        _lanes.Dispose();
        _gradients.Dispose();
        _plans.Dispose();
    }

    /// <summary>Adds up the draws' gradients, in their order, and returns the global norm.</summary>
    private double Accumulate(DrawResult[] results)
    {
        _gradients.Clear();
        foreach (var (plan, loss, gradients) in results)
        {
            _gradients.Add(plan, gradients);
            Check("loss", loss.Loss, loss);
        }

        var norm = _gradients.Norm();
        Check("gradient norm", norm, results[^1].Loss);
        return norm;
    }

    private void Check(string quantity, double value, DrawLoss draw)
    {
        if (!double.IsFinite(value))
        {
            throw new DivergedException(Done, draw.Architecture.Id, quantity, value);
        }
    }

    /// <summary>
    /// The draws run side by side, the largest first, because others wait for what it teaches; their gradients are added up
    /// in the order of the draws, whoever ends first.
    /// </summary>
    private DrawResult[] Run(IReadOnlyList<Draw> draws, Tensor images, Tensor labels)
    {
        Plan[] plans = [.. draws.Select(draw => _plans.Get(draw.Architecture, () => _expand(draw.Architecture)))];
        using var lesson = new Lesson(draws.Any(draw => draw.Role is DrawRole.Largest));
        int[] order = [.. Enumerable.Range(0, draws.Count)
            .OrderBy(i => draws[i].Role is DrawRole.Largest ? 0 : 1)
            .ThenByDescending(i => plans[i].Macs)];
        var results = _lanes.Run(order.Select(i => (Func<DrawResult>)(() => Run(draws[i], plans[i], images, labels, lesson))));
        return [.. Enumerable.Range(0, draws.Count).Select(i => results[Array.IndexOf(order, i)])];
    }

    private DrawResult Run(Draw draw, Plan plan, Tensor images, Tensor labels, Lesson lesson)
    {
        using var scope = NewDisposeScope();
        try
        {
            var pass = new DrawPass(plan, _supernet, images);
            if (draw.Role is DrawRole.Largest)
            {
                lesson.Give(pass.Logits);
            }

            var teacher = draw.Distill ? lesson.Take() : null;
            var (loss, gradients) = teacher is null ? pass.Backward(labels, _options.LabelSmoothing) : pass.Backward(teacher, labelSmoothing: 0);
            return new DrawResult(plan, new DrawLoss(draw.Architecture, draw.Role, loss), gradients);
        }
        catch (Exception error) when (lesson.Fail(error))
        {
            throw;
        }
    }
}
