using System.Collections.Immutable;
using NasStudio.Core.Costs;
using NasStudio.Core.Networks;
using NasStudio.Torch.Supernets;
using static TorchSharp.torch;

namespace NasStudio.Torch.Execution;

/// <summary>
/// A network compiled for repeated forward passes: names are resolved to indices, shapes to arrays, once. Holds no
/// tensors; the architecture's weights and statistics are arguments.
/// </summary>
internal sealed class Plan
{
    private readonly LayerKernel[] _kernels;
    private readonly Lazy<long> _macs;

    /// <summary>Values that no later layer reads, by the layer after which they can go.</summary>
    private readonly int[][] _deadAfter;

    public Plan(Network network, PositionIndices positions)
    {
        Network = network;
        Parameters = [.. network.Parameters];
        Norms = [.. network.Layers.Where(layer => layer.Operation is Operation.BatchNorm)];
        _macs = new Lazy<long>(() => NetworkCost.Of(network).Macs);
        var compiler = new LayerCompiler(network, Parameters, Norms, positions);
        _kernels = [.. network.Layers.Select(compiler.Compile)];
        _deadAfter = FindDeadValues(network);
    }

    public Network Network { get; }

    /// <summary>In the order of the layers.</summary>
    public ImmutableArray<Parameter> Parameters { get; }

    /// <summary>The batch norms, in the order of the layers.</summary>
    public ImmutableArray<Layer> Norms { get; }

    /// <summary>Multiply-accumulates of a forward pass, one image.</summary>
    public long Macs => _macs.Value;

    /// <summary>The network's parameters as contiguous tensors, in the current scope: cut out, or the stored one where it is whole.</summary>
    public Tensor[] Bind(Supernet supernet)
    {
        var tensors = new Tensor[Parameters.Length];
        for (var i = 0; i < tensors.Length; i++)
        {
            var stored = supernet[Parameters[i].Name];
            tensors[i] = stored.IsWhole(Parameters[i]) ? stored.Values.detach() : stored.View(stored.Values, Parameters[i]).contiguous();
        }

        return tensors;
    }

    /// <summary>Logits [batch, classes] of images [batch, C, H, W], in the caller's dispose scope.</summary>
    public Tensor Forward(Tensor images, Tensor[] parameters, Normalization normalization) =>
        Run(images, parameters, normalization, keepAll: false)[^1];

    /// <summary>As <see cref="Forward"/>, but the outputs of all layers, in their order; the first is the images themselves.</summary>
    public Tensor[] Outputs(Tensor images, Tensor[] parameters, Normalization normalization) =>
        Run(images, parameters, normalization, keepAll: true);

    private Tensor[] Run(Tensor images, Tensor[] parameters, Normalization normalization, bool keepAll)
    {
        var values = new Tensor[_kernels.Length];
        values[0] = images;
        var pass = new ForwardPass(values, parameters, normalization);
        for (var i = 1; i < values.Length; i++)
        {
            using (var scope = NewDisposeScope())
            {
                values[i] = _kernels[i](pass).MoveToOuterDisposeScope();
            }

            if (keepAll)
            {
                continue;
            }

            foreach (var dead in _deadAfter[i])
            {
                values[dead].Dispose();
            }
        }

        return values;
    }

    private static int[][] FindDeadValues(Network network)
    {
        var lastReader = new int[network.Layers.Length];
        var index = network.Layers.Select((layer, i) => (layer.Name, i)).ToDictionary(entry => entry.Name, entry => entry.i, StringComparer.Ordinal);
        for (var i = 0; i < lastReader.Length; i++)
        {
            foreach (var input in network.Layers[i].Inputs)
            {
                lastReader[index[input]] = i;
            }
        }

        // The images (value 0) belong to the caller.
        var dead = Enumerable.Range(1, lastReader.Length - 1).Where(i => lastReader[i] > 0).ToLookup(i => lastReader[i]);
        return [.. Enumerable.Range(0, lastReader.Length).Select(i => dead[i].ToArray())];
    }
}
