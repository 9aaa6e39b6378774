using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Torch.Execution;
using NasStudio.Torch.Runtime;
using NasStudio.Torch.Supernets;
using static TorchSharp.torch;

namespace NasStudio.Torch.Training;

/// <summary>
/// How subnets do on a batch as it is, for samplers that keep banks: forward passes without gradient, normalised by the batch,
/// so that no running statistics change; cross-entropy with the labels, without smoothing.
/// </summary>
internal sealed class CleanScores(Supernet supernet, Lanes lanes)
{
    /// <summary>Passes at once; plans are small, but a bank holds many.</summary>
    private const int AtOnce = 8;

    /// <param name="plans">Of an architecture; called on the caller's thread.</param>
    public (ImmutableArray<double> Losses, long Macs) Of(ImmutableArray<Architecture> architectures, Func<Architecture, Plan> plans, Tensor images, Tensor labels)
    {
        var losses = ImmutableArray.CreateBuilder<double>(architectures.Length);
        var macs = 0L;
        foreach (var chunk in architectures.Chunk(AtOnce))
        {
            var compiled = Array.ConvertAll(chunk, architecture => plans(architecture));
            macs += compiled.Sum(plan => plan.Macs);
            losses.AddRange(lanes.Run(compiled.Select(plan => (Func<double>)(() => Loss(plan, images, labels)))));
        }

        return (losses.MoveToImmutable(), macs);
    }

    private double Loss(Plan plan, Tensor images, Tensor labels)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        return nn.functional.cross_entropy(plan.Forward(images, plan.Bind(supernet), Normalization.Batch), labels).item<float>();
    }
}
