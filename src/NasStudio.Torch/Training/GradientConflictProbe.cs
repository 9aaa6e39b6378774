using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Networks;
using NasStudio.Core.Randomness;
using NasStudio.Core.Sampling.Levels;
using NasStudio.Core.Statistics;
using NasStudio.Torch.Evaluation;
using NasStudio.Torch.Execution;
using NasStudio.Torch.Supernets;
using static TorchSharp.torch;

namespace NasStudio.Torch.Training;

/// <summary>
/// Measures how well the gradients of subnets agree on the weights they share: for each of several batches, subnets of every
/// level of MACs, one backward pass each, all on that batch. Changes nothing. Every call from one thread.
/// </summary>
/// <param name="supernet">Stays the caller's.</param>
/// <param name="expand">The network of an architecture.</param>
public sealed class GradientConflictProbe(Supernet supernet, Func<Architecture, Network> expand) : IDisposable
{
    /// <summary>Independent batches, each with subnets of its own.</summary>
    public const int Blocks = 6;

    /// <summary>Images of a batch, or all there are.</summary>
    public const int BatchImages = 256;

    public const int SubnetsPerLevel = 2;
    private readonly PlanCache _plans = new();

    /// <summary>Backward passes that a measurement takes, for progress.</summary>
    public static int PassesOf(LevelTable levels) => Blocks * levels.Count * SubnetsPerLevel;

    /// <param name="images">Training images.</param>
    /// <param name="seed">Of subnets, batches and the bootstrap; the weights have no part in them, so that moments of one training compare.</param>
    /// <param name="advance">Told after every backward pass.</param>
    public GradientConflict Measure(LevelTable levels, PreparedImages images, ulong seed, Action advance, CancellationToken stop)
    {
        var blocks = Enumerable.Range(0, Blocks).Select(block => Measure(levels, images, new SeededRandom(seed, "gradient conflict", block), advance, stop)).ToArray();
        return GradientConflict.Of(blocks, seed);
    }

    public void Dispose() => _plans.Dispose();

    private ImmutableArray<GradientPair> Measure(LevelTable levels, PreparedImages images, SeededRandom random, Action advance, CancellationToken stop)
    {
        using var scope = NewDisposeScope();
        var order = Enumerable.Range(0, images.Count).Select(i => (long)i).ToArray();
        random.Shuffle(order.AsSpan());
        var indices = tensor(order[..Math.Min(BatchImages, order.Length)]);
        var (pixels, labels) = (images.Pixels.index_select(0, indices), images.Labels.index_select(0, indices));
        var drawn = levels.Pools.SelectMany((pool, level) => Draw(pool, random).Select(subnet => (level, subnet.Macs, subnet.Architecture))).ToArray();
        var gradients = zeros(drawn.Length, supernet.Elements);
        var used = zeros(drawn.Length, supernet.Elements);
        for (var i = 0; i < drawn.Length; i++)
        {
            stop.ThrowIfCancellationRequested();
            Backward(drawn[i].Architecture, pixels, labels, gradients[i], used[i]);
            advance();
        }

        var cosines = Cosines(gradients, used);
        return
        [
            .. from i in Enumerable.Range(0, drawn.Length)
               from j in Enumerable.Range(i + 1, drawn.Length - i - 1)
               let macs = new[] { drawn[i].Macs, drawn[j].Macs }
               select new GradientPair(Math.Abs(drawn[i].level - drawn[j].level), (double)macs.Max() / macs.Min(), cosines[i, j]),
        ];
    }

    /// <summary>Distinct ones where the level has as many.</summary>
    private static List<Weighed> Draw(LevelPool pool, SeededRandom random)
    {
        var drawn = new List<Weighed>();
        for (var tries = 0; drawn.Count < SubnetsPerLevel; tries++)
        {
            var subnet = pool.Draw(random);
            if (tries > 20 || drawn.TrueForAll(other => other.Architecture != subnet.Architecture))
            {
                drawn.Add(subnet);
            }
        }

        return drawn;
    }

    /// <summary>Lays the gradient where its parameters lie in the supernet's buffer, and ones beside it.</summary>
    /// <param name="gradient">[elements], of zeros.</param>
    /// <param name="used">The same.</param>
    private void Backward(Architecture architecture, Tensor pixels, Tensor labels, Tensor gradient, Tensor used)
    {
        using var scope = NewDisposeScope();
        var plan = _plans.Get(architecture, () => expand(architecture));
        var parameters = plan.Bind(supernet);
        foreach (var parameter in parameters)
        {
            parameter.requires_grad_();
        }

        nn.functional.cross_entropy(plan.Forward(pixels, parameters, Normalization.Batch), labels).backward();
        using var guard = no_grad();
        for (var i = 0; i < parameters.Length; i++)
        {
            if (parameters[i].grad is { } given)
            {
                var stored = supernet[plan.Parameters[i].Name];
                Place(gradient, stored, plan.Parameters[i]).add_(given);
                Place(used, stored, plan.Parameters[i]).fill_(1);
            }
        }
    }

    private static Tensor Place(Tensor flat, StoredParameter stored, Parameter parameter) =>
        stored.View(flat.narrow(0, stored.Start, stored.Elements).view(stored.Sizes), parameter);

    /// <summary>
    /// g_i·g_j over the weights that both use, where each is 0 outside of its own, divided by both norms over the same weights.
    /// </summary>
    private static double[,] Cosines(Tensor gradients, Tensor used)
    {
        using var scope = NewDisposeScope();
        var products = gradients.mm(gradients.t()).to(ScalarType.Float64);
        var squares = gradients.square().mm(used.t()).to(ScalarType.Float64);
        var (dots, norms) = (products.data<double>().ToArray(), squares.data<double>().ToArray());
        var count = (int)gradients.shape[0];
        var cosines = new double[count, count];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                var scale = Math.Sqrt(norms[(i * count) + j] * norms[(j * count) + i]);
                cosines[i, j] = scale == 0 ? 0 : Math.Clamp(dots[(i * count) + j] / scale, -1, 1);
            }
        }

        return cosines;
    }
}
