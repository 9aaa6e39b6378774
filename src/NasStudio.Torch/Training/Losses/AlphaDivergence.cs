using static TorchSharp.torch;

namespace NasStudio.Torch.Training.Losses;

/// <summary>
/// The adaptive α-divergence (Wang et al. 2021, AlphaNet, equations 4 to 7). With teacher p, draw q, r = p / q and
/// f(r) = (r^α − 1) / (α (α − 1)), it is Σ q f(r); of two α, each image takes the one with the larger divergence: the small
/// one punishes a draw that is too sure, the large one a draw that is not sure enough. Its value is for the choice only; the
/// gradient is that of −Σ q ρ log q, where q and ρ = r^α / α + 1 / (α (α − 1)) are held fast and r^α is bounded.
/// </summary>
/// <param name="clip">Bound of r^α, for any α but 1.</param>
internal sealed class AlphaDivergence(double minimum, double maximum, double clip) : IDistillationLoss
{
    /// <summary>A probability of the teacher that is 0 in single precision would have no logarithm.</summary>
    private const double Smallest = 1e-12;

    public Tensor Of(Tensor logits, Tensor teacher)
    {
        using var scope = NewDisposeScope();
        var logQ = logits.log_softmax(-1);
        var weights = Weights(logQ, teacher);
        return logQ.mul(weights).sum(-1).mean().neg().MoveToOuterDisposeScope();
    }

    /// <summary>q ρ of the chosen α [batch, classes], without gradient.</summary>
    private Tensor Weights(Tensor logQ, Tensor teacher)
    {
        using var guard = no_grad();
        var q = logQ.exp();
        var logRatio = teacher.clamp_min(Smallest).log().sub(logQ).clamp_min(Math.Log(Smallest));
        var large = Terms(maximum, q, logRatio, teacher);
        if (minimum == maximum)
        {
            return large.Weights;
        }

        var small = Terms(minimum, q, logRatio, teacher);
        var isSmall = small.Divergence.gt(large.Divergence).unsqueeze(-1);
        return where(isSmall, small.Weights, large.Weights);
    }

    /// <summary>Divergence [batch], and weights of log q [batch, classes].</summary>
    private (Tensor Divergence, Tensor Weights) Terms(double alpha, Tensor q, Tensor logRatio, Tensor p)
    {
        switch (alpha)
        {
            case 1:
                // q r = p, said without the quotient, which may be anything where q is 0.
                return (p.mul(logRatio).sum(-1), p);
            case 0:
                var bounded = logRatio.clamp_max(Math.Log(clip));
                return (q.mul(bounded).sum(-1).neg(), q.mul(bounded.sub(1)));
            default:
                var constant = 1 / (alpha * (alpha - 1));
                var power = logRatio.mul(alpha).exp().clamp_max(clip);
                return (q.mul(power.sub(1)).sum(-1).mul(constant), q.mul(power.div(alpha).add(constant)));
        }
    }
}
