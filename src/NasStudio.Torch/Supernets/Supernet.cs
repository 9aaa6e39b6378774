using System.Runtime.InteropServices;
using NasStudio.Core.Networks;
using NasStudio.Core.Spaces;
using NasStudio.Export.Weights;
using NasStudio.Torch.Runtime;
using static TorchSharp.torch;

namespace NasStudio.Torch.Supernets;

/// <summary>
/// The widest parameters of a set of networks, by name, one behind the other in one buffer. Neither the active subnet nor
/// batch-norm statistics are state of it: both are arguments of the forward pass.
/// </summary>
public sealed class Supernet : IDisposable
{
    private readonly Dictionary<string, int> _indexByName = new(StringComparer.Ordinal);
    private readonly StoredParameter[] _parameters;

    private Supernet(IEnumerable<(string Name, long[] Sizes)> shapes)
    {
        TorchRuntime.Load();
        var ordered = shapes.OrderBy(shape => shape.Name, StringComparer.Ordinal).ToArray();
        Elements = ordered.Sum(shape => StoredParameter.Align(checked((int)shape.Sizes.Aggregate(1L, (product, size) => product * size))));
        using var scope = NewDisposeScope();
        Buffer = zeros(Elements).DetachFromDisposeScope();
        _parameters = new StoredParameter[ordered.Length];
        var start = 0;
        for (var i = 0; i < ordered.Length; i++)
        {
            var (name, sizes) = ordered[i];
            var elements = sizes.Aggregate(1L, (product, size) => product * size);
            var values = Buffer.narrow(0, start, elements).view(sizes).DetachFromDisposeScope();
            _parameters[i] = new StoredParameter(name, sizes, start, values);
            _indexByName.Add(name, i);
            start += _parameters[i].Span;
        }
    }

    /// <summary>Elements of the buffer, the gaps between parameters included.</summary>
    internal int Elements { get; }

    internal Tensor Buffer { get; }

    internal IReadOnlyList<StoredParameter> Parameters => _parameters;

    /// <summary>Fresh parameters, wide enough for every architecture of the space: a pure function of space, input and seed.</summary>
    public static Supernet Create(SearchSpace space, NetworkInput input, ulong seed) =>
        Create(space.CoveringSet().Select(architecture => space.Expand(architecture, input)), seed);

    /// <summary>Fresh parameters, axis by axis the maximum over these networks.</summary>
    public static Supernet Create(IEnumerable<Network> networks, ulong seed)
    {
        var widest = new Dictionary<string, (long[] Sizes, Initialization Initialization)>(StringComparer.Ordinal);
        foreach (var parameter in networks.SelectMany(network => network.Parameters))
        {
            var sizes = SizesOf(parameter);
            widest[parameter.Name] = widest.TryGetValue(parameter.Name, out var known)
                ? ([.. known.Sizes.Zip(sizes, Math.Max)], known.Initialization)
                : (sizes, parameter.Initialization);
        }

        var supernet = new Supernet(widest.Select(entry => (entry.Key, entry.Value.Sizes)));
        foreach (var stored in supernet._parameters)
        {
            ParameterInitialization.Fill(supernet.Floats(stored), stored.Sizes, widest[stored.Name].Initialization, seed, stored.Name);
        }

        return supernet;
    }

    /// <summary>Reads a file that <see cref="Save"/> wrote, with its metadata.</summary>
    /// <exception cref="InvalidDataException">The file is cut or no safetensors file.</exception>
    public static (Supernet Supernet, IReadOnlyDictionary<string, string> Metadata) Load(string path)
    {
        using var stream = File.OpenRead(path);
        var content = SafetensorsFile.Read(stream);
        var supernet = new Supernet(content.Tensors.Select(entry => (entry.Key, Array.ConvertAll(entry.Value.Shape, size => (long)size))));
        foreach (var stored in supernet._parameters)
        {
            content.Tensors[stored.Name].Values.CopyTo(supernet.Floats(stored));
        }

        return (supernet, content.Metadata);
    }

    /// <summary>
    /// Writes a safetensors file: a temporary file beside it, flushed to disk, then renamed, so that the path never names
    /// half a file.
    /// </summary>
    public void Save(string path, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        using (var stream = File.Create(temporary))
        {
            SafetensorsFile.Write(stream, ToTensors(), metadata);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Managed copies of the parameters.</summary>
    public IReadOnlyDictionary<string, FloatTensor> ToTensors() => _parameters.ToDictionary(
        stored => stored.Name,
        stored => new FloatTensor(Array.ConvertAll(stored.Sizes, size => (int)size), Floats(stored).ToArray()),
        StringComparer.Ordinal);

    /// <summary>Takes over the values of every parameter.</summary>
    /// <exception cref="InvalidDataException">A tensor has another shape than the parameter.</exception>
    public void Fill(Func<string, FloatTensor> values)
    {
        foreach (var stored in _parameters)
        {
            var tensor = values(stored.Name);
            if (!stored.Sizes.SequenceEqual(tensor.Shape.Select(size => (long)size)))
            {
                throw new InvalidDataException($"{stored.Name} is [{string.Join(", ", stored.Sizes)}], not [{string.Join(", ", tensor.Shape)}]; the values are of another space.");
            }

            tensor.Values.CopyTo(Floats(stored));
        }
    }

    /// <summary>The same parameters with the same values, independent from then on.</summary>
    internal Supernet Copy()
    {
        var copy = new Supernet(_parameters.Select(stored => (stored.Name, stored.Sizes)));
        copy.TakeFrom(this);
        return copy;
    }

    /// <summary>Takes over the values of a supernet of the same parameters.</summary>
    internal void TakeFrom(Supernet other) => other.Buffer.bytes.CopyTo(Buffer.bytes);

    /// <summary>The parameters of one network alone, copied out under the same names: the same logits bit for bit.</summary>
    /// <exception cref="KeyNotFoundException">The supernet lacks a parameter of the network.</exception>
    public Supernet Extract(Network network)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        var extracted = new Supernet(network.Parameters.Select(parameter => (parameter.Name, SizesOf(parameter))));
        foreach (var parameter in network.Parameters)
        {
            extracted[parameter.Name].Values.copy_(this[parameter.Name].View(this[parameter.Name].Values, parameter));
        }

        return extracted;
    }

    public void Dispose()
    {
        foreach (var stored in _parameters)
        {
            stored.Values.Dispose();
        }

        Buffer.Dispose();
    }

    internal StoredParameter this[string name] => _parameters[IndexOf(name)];

    internal int IndexOf(string name) => _indexByName.TryGetValue(name, out var index)
        ? index
        : throw new KeyNotFoundException($"The supernet has no parameter {name}; it was made for other networks.");

    private static long[] SizesOf(Parameter parameter) => [.. parameter.Axes.Select(axis => (long)axis.Length)];

    private Span<float> Floats(StoredParameter stored) => MemoryMarshal.Cast<byte, float>(Buffer.bytes).Slice(stored.Start, stored.Elements);
}
