using NasStudio.Core.Networks;
using NasStudio.Core.Spaces;
using NasStudio.Export.Weights;

namespace NasStudio.Torch.Supernets;

/// <summary>
/// The widest parameters of a set of networks, by name. Neither the active subnet nor batch-norm statistics are state of it:
/// both are arguments of the forward pass.
/// </summary>
public sealed class Supernet : IDisposable
{
    /// <summary>Fresh parameters, wide enough for every architecture of the space: a pure function of space, input and seed.</summary>
    public static Supernet Create(SearchSpace space, NetworkInput input, ulong seed) =>
        Create(space.CoveringSet().Select(architecture => space.Expand(architecture, input)), seed);

    /// <summary>Fresh parameters, axis by axis the maximum over these networks.</summary>
    public static Supernet Create(IEnumerable<Network> networks, ulong seed) => throw new NotImplementedException($"{networks}{seed}");

    /// <summary>Reads a file that <see cref="Save"/> wrote, with its metadata.</summary>
    /// <exception cref="InvalidDataException">The file is cut or no safetensors file.</exception>
    public static (Supernet Supernet, IReadOnlyDictionary<string, string> Metadata) Load(string path) => throw new NotImplementedException(path);

    /// <summary>Writes a safetensors file: a temporary file beside it, flushed, then renamed.</summary>
    public void Save(string path, IReadOnlyDictionary<string, string>? metadata = null) => throw new NotImplementedException($"{path}{metadata}");

    /// <summary>Managed copies of the parameters.</summary>
    public IReadOnlyDictionary<string, FloatTensor> ToTensors() => throw new NotImplementedException();

    /// <summary>The parameters of one network alone, copied out under the same names: the same logits bit for bit.</summary>
    public Supernet Extract(Network network) => throw new NotImplementedException($"{network}");

    public void Dispose() => throw new NotImplementedException();
}
