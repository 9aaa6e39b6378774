using System.Collections.Immutable;

namespace NasStudio.Core.Networks;

/// <summary>
/// Primitive layers in topological order, the first the input, the last the logits [Classes]. Everything about a subnet
/// (cost, forward pass, ONNX, latency, diagram) is derived from this one value.
/// </summary>
public sealed class Network
{
    private readonly Dictionary<string, Layer> _byName = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">A name occurs twice, or a layer reads one that does not come before it.</exception>
    public Network(NetworkInput input, ImmutableArray<Layer> layers)
    {
        Input = input;
        Layers = layers;
        foreach (var layer in layers)
        {
            foreach (var name in layer.Inputs)
            {
                if (!_byName.ContainsKey(name))
                {
                    throw new ArgumentException($"Layer {layer.Name} reads {name}, which does not come before it.", nameof(layers));
                }
            }

            if (!_byName.TryAdd(layer.Name, layer))
            {
                throw new ArgumentException($"Two layers are named {layer.Name}.", nameof(layers));
            }
        }
    }

    public NetworkInput Input { get; }

    public ImmutableArray<Layer> Layers { get; }

    public IEnumerable<Parameter> Parameters => Layers.SelectMany(layer => layer.Parameters);

    public Layer this[string name] => _byName[name];

    /// <summary>The shapes that a layer reads, in the order of its inputs.</summary>
    public IEnumerable<Shape> InputShapes(Layer layer) => layer.Inputs.Select(name => _byName[name].Output);
}
