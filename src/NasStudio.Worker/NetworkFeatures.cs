using System.Collections.Immutable;
using NasStudio.Core.Costs;
using NasStudio.Core.Decisions;
using NasStudio.Core.Networks;
using NasStudio.Core.Search;
using NasStudio.Torch.Evaluation;
using NasStudio.Torch.TrainingFree;

namespace NasStudio.Worker;

/// <summary>
/// What is known of subnets without training them: MACs and parameters, counted, and training-free metrics, measured on the first
/// training images (which the experiment's seed drew) with weights that its seed initialises. Each is computed once.
/// </summary>
/// <param name="stop">Looked at between the networks.</param>
internal sealed class NetworkFeatures(RunMaterials materials, ulong seed, ImmutableArray<string> names, CancellationToken stop) : IArchitectureFeatures, IDisposable
{
    /// <summary>Images of the one batch that the metrics see.</summary>
    public const int Images = 32;

    /// <summary>Networks measured between two looks at the progress.</summary>
    private const int Chunk = 8;

    private readonly Dictionary<Architecture, double[]> _known = [];
    private readonly string[] _measured = [.. names.Where(ArchitectureMetrics.TrainingFree.Contains)];
    private PreparedImages? _images;
    private TrainingFreeProbe? _probe;

    public ImmutableArray<string> Names => names;

    public IReadOnlyList<double[]> Of(IReadOnlyList<Architecture> architectures) => Of(architectures, _ => { });

    /// <param name="advanced">Called with how many of them are known.</param>
    public IReadOnlyList<double[]> Of(IReadOnlyList<Architecture> architectures, Action<int> advanced)
    {
        Architecture[] unknown = [.. architectures.Where(architecture => !_known.ContainsKey(architecture)).Distinct()];
        var done = architectures.Count - unknown.Length;
        foreach (var chunk in unknown.Chunk(Chunk))
        {
            stop.ThrowIfCancellationRequested();
            Measure(chunk);
            advanced(done += chunk.Length);
        }

        return [.. architectures.Select(architecture => _known[architecture])];
    }

    public void Dispose()
    {
        _probe?.Dispose();
        _images?.Dispose();
    }

    private void Measure(Architecture[] architectures)
    {
        var networks = Array.ConvertAll(architectures, architecture => materials.Space.Expand(architecture, materials.Input));
        var measured = _measured.Length == 0 ? null : Probe().Measure(networks, _measured);
        for (var i = 0; i < networks.Length; i++)
        {
            _known.Add(architectures[i], Row(networks[i], measured?[i] ?? []));
        }
    }

    private double[] Row(Network network, double[] measured)
    {
        var cost = NetworkCost.Of(network);
        return [.. names.Select(name => name switch
        {
            ArchitectureMetrics.Macs => cost.Macs,
            ArchitectureMetrics.Parameters => cost.Parameters,
            _ => measured[Array.IndexOf(_measured, name)],
        })];
    }

    private TrainingFreeProbe Probe()
    {
        _images ??= new PreparedImages(
            materials.Images.Train.Select([.. Enumerable.Range(0, Math.Min(Images, materials.Images.Train.Count))]), materials.Normalization);
        return _probe ??= new TrainingFreeProbe(_images, seed);
    }
}
