using NasStudio.Core.Networks;
using NasStudio.Torch.Execution;
using static TorchSharp.torch;

namespace NasStudio.Torch.TrainingFree;

/// <summary>
/// log |det K|, K[i, j] the number of activations that are on, or off, for both images i and j (Mellor et al. 2021, NASWOT): the
/// more different the codes of different images, the larger. An activation is on where its input is positive: that is where
/// ReLU passes it, and for the smooth ones here (hard-swish, swish, hard-sigmoid) the side of zero on which their slope is the
/// steeper. Two equal images make det K zero, so the network has no such number.
/// </summary>
internal sealed class NaswotMetric : ITrainingFreeMetric
{
    public double Measure(FreshNetwork network)
    {
        using var guard = no_grad();
        var plan = network.Plan;
        var layers = plan.Network.Layers;
        var outputs = plan.Outputs(network.Images, plan.Bind(network.Weights), Normalization.Batch);
        var batch = network.Images.shape[0];
        var kernel = zeros(batch, batch, dtype: ScalarType.Float64);
        for (var index = 0; index < layers.Length; index++)
        {
            if (layers[index].Operation is not Operation.Activate)
            {
                continue;
            }

            var source = layers.IndexOf(plan.Network[layers[index].Inputs[0]]);
            var codes = outputs[source].reshape(batch, -1).gt(0).to(ScalarType.Float64);
            var off = codes.neg().add(1);
            kernel = kernel.add(codes.mm(codes.t())).add(off.mm(off.t()));
        }

        var (sign, logarithm) = linalg.slogdet(kernel);
        return sign.item<double>() == 0 ? double.NaN : logarithm.item<double>();
    }
}
