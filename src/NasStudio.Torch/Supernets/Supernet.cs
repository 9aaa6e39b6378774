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
    private readonly Tensor _buffer;

    /// <summary>The buffer's copy on the device; the buffer itself where that is the CPU.</summary>
    private readonly Tensor _onDevice;
    private bool _isDeviceBehind;

    private Supernet(IEnumerable<(string Name, long[] Sizes)> shapes, TorchDevice device)
    {
        TorchRuntime.Load();
        var ordered = shapes.OrderBy(shape => shape.Name, StringComparer.Ordinal).ToArray();
        Elements = ordered.Sum(shape => StoredParameter.Align(checked((int)shape.Sizes.Aggregate(1L, (product, size) => product * size))));
        using var scope = NewDisposeScope();
        Device = device;
        _buffer = zeros(Elements).DetachFromDisposeScope();
        _onDevice = device.IsApart ? zeros(Elements, device: device.Place).DetachFromDisposeScope() : _buffer;
        _parameters = new StoredParameter[ordered.Length];
        var start = 0;
        for (var i = 0; i < ordered.Length; i++)
        {
            var (name, sizes) = ordered[i];
            var elements = sizes.Aggregate(1L, (product, size) => product * size);
            var values = _onDevice.narrow(0, start, elements).view(sizes).DetachFromDisposeScope();
            _parameters[i] = new StoredParameter(name, sizes, start, values);
            _indexByName.Add(name, i);
            start += _parameters[i].Span;
        }
    }

    /// <summary>Elements of the buffer, the gaps between parameters included.</summary>
    internal int Elements { get; }

    /// <summary>Where forward passes run.</summary>
    internal TorchDevice Device { get; }

    /// <summary>The parameters one behind the other, in the CPU's memory.</summary>
    internal ReadOnlySpan<float> Floats => MemoryMarshal.Cast<byte, float>(_buffer.bytes);

    internal IReadOnlyList<StoredParameter> Parameters => _parameters;

    /// <summary>Fresh parameters, wide enough for every architecture of the space: a pure function of space, input and seed.</summary>
    public static Supernet Create(SearchSpace space, NetworkInput input, ulong seed, TorchDevice? device = null) =>
        Create(space.CoveringSet().Select(architecture => space.Expand(architecture, input)), seed, device);

    /// <summary>Fresh parameters, axis by axis the maximum over these networks.</summary>
    /// <param name="device">Where forward passes run; null: the CPU.</param>
    public static Supernet Create(IEnumerable<Network> networks, ulong seed, TorchDevice? device = null)
    {
        var widest = new Dictionary<string, (long[] Sizes, Initialization Initialization)>(StringComparer.Ordinal);
        foreach (var parameter in networks.SelectMany(network => network.Parameters))
        {
            var sizes = SizesOf(parameter);
            widest[parameter.Name] = widest.TryGetValue(parameter.Name, out var known)
                ? ([.. known.Sizes.Zip(sizes, Math.Max)], known.Initialization)
                : (sizes, parameter.Initialization);
        }

        var supernet = new Supernet(widest.Select(entry => (entry.Key, entry.Value.Sizes)), device ?? TorchDevice.Cpu);
        foreach (var stored in supernet._parameters)
        {
            ParameterInitialization.Fill(supernet.Change(stored), stored.Sizes, widest[stored.Name].Initialization, seed, stored.Name);
        }

        return supernet;
    }

    /// <summary>Reads a file that <see cref="Save"/> wrote, with its metadata.</summary>
    /// <exception cref="InvalidDataException">The file is cut or no safetensors file.</exception>
    public static (Supernet Supernet, IReadOnlyDictionary<string, string> Metadata) Load(string path)
    {
        using var stream = File.OpenRead(path);
        var content = SafetensorsFile.Read(stream);
        var supernet = new Supernet(content.Tensors.Select(entry => (entry.Key, Array.ConvertAll(entry.Value.Shape, size => (long)size))), TorchDevice.Cpu);
        foreach (var stored in supernet._parameters)
        {
            content.Tensors[stored.Name].Values.CopyTo(supernet.Change(stored));
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
        stored => new FloatTensor(Array.ConvertAll(stored.Sizes, size => (int)size), Floats.Slice(stored.Start, stored.Elements).ToArray()),
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

            tensor.Values.CopyTo(Change(stored));
        }
    }

    /// <summary>The same parameters with the same values, independent from then on.</summary>
    internal Supernet Copy()
    {
        var copy = new Supernet(_parameters.Select(stored => (stored.Name, stored.Sizes)), Device);
        copy.TakeFrom(this);
        return copy;
    }

    /// <summary>Takes over the values of a supernet of the same parameters.</summary>
    internal void TakeFrom(Supernet other) => other.Floats.CopyTo(Change());

    /// <summary>The parameters, to be written at once; the device gets them before the next forward pass.</summary>
    internal Span<float> Change()
    {
        _isDeviceBehind = Device.IsApart;
        return MemoryMarshal.Cast<byte, float>(_buffer.bytes);
    }

    /// <summary>Copies the parameters to the device, where they changed since.</summary>
    internal void BringToDevice()
    {
        if (_isDeviceBehind)
        {
            using var guard = no_grad();
            using var scope = NewDisposeScope();
            _onDevice.copy_(_buffer);
            _isDeviceBehind = false;
        }
    }

    /// <summary>The parameters of one network alone, copied out under the same names: the same logits bit for bit.</summary>
    /// <exception cref="KeyNotFoundException">The supernet lacks a parameter of the network.</exception>
    public Supernet Extract(Network network)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        var extracted = new Supernet(network.Parameters.Select(parameter => (parameter.Name, SizesOf(parameter))), Device);
        foreach (var parameter in network.Parameters)
        {
            extracted.InMemory(extracted[parameter.Name]).copy_(this[parameter.Name].View(InMemory(this[parameter.Name]), parameter));
        }

        extracted._isDeviceBehind = Device.IsApart;

        return extracted;
    }

    public void Dispose()
    {
        foreach (var stored in _parameters)
        {
            stored.Values.Dispose();
        }

        _onDevice.Dispose();
        _buffer.Dispose();
    }

    internal StoredParameter this[string name] => _parameters[IndexOf(name)];

    internal int IndexOf(string name) => _indexByName.TryGetValue(name, out var index)
        ? index
        : throw new KeyNotFoundException($"The supernet has no parameter {name}; it was made for other networks.");

    private static long[] SizesOf(Parameter parameter) => [.. parameter.Axes.Select(axis => (long)axis.Length)];

    private Span<float> Change(StoredParameter stored) => Change().Slice(stored.Start, stored.Elements);

    private Tensor InMemory(StoredParameter stored) => _buffer.narrow(0, stored.Start, stored.Elements).view(stored.Sizes);
}
