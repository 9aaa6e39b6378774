using NasStudio.Core.Decisions;
using NasStudio.Core.Spaces;
using NasStudio.Export;
using NasStudio.Export.Formats;
using NasStudio.Export.Weights;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Feeds;
using NasStudio.Runs.Protocol;
using NasStudio.Web.Api;

namespace NasStudio.Web.Subnets;

/// <summary>
/// Assembles what is downloaded: cuts the subnet out of its run's supernet file with its recalibrated statistics. Managed
/// code only, so it works after the run has ended and the server restarted.
/// </summary>
public sealed class SubnetFiles
{
    private readonly Lock _gate = new();
    private TrainedSupernet? _last;

    /// <exception cref="FileNotFoundException">The run's folder lacks the supernet or the statistics; the message says which.</exception>
    /// <exception cref="InvalidDataException">One of the files is cut or corrupt.</exception>
    public SubnetPackage Package(ExperimentRow experiment, RunRow run, Subnet subnet)
    {
        if (experiment.Document.Table is not null)
        {
            throw new FileNotFoundException($"'{experiment.Name}' searches a table, which has no weights to download; its rows are at /api/experiments/{experiment.Id}/subnets.");
        }

        var folder = run.Folder ?? throw new FileNotFoundException($"Run {run.Number} of '{experiment.Name}' has not been launched, so it has no files.");
        var supernet = Supernet(Existing(folder, RunFolder.Supernet, "the trained supernet"));
        var space = new SearchSpace(experiment.Document.SearchSpace);
        var architecture = space.Decisions.Canonical(subnet.Search.Choices.AsSpan());

        // The id of the architecture, not the one that a worker reported: it cannot hold a path.
        using var stream = File.OpenRead(Existing(folder, RunFolder.Statistics(architecture.Id), $"the statistics of subnet {architecture.Id}"));
        var statistics = SafetensorsFile.Read(stream).Tensors;
        var network = space.Expand(architecture, supernet.Input);
        return new SubnetPackage(
            subnet.Id,
            experiment.Name,
            experiment.Document.Dataset.Name,
            space.Decisions.DescribeAsText(architecture),
            network,
            SubnetWeights.Slice(network, supernet.Tensors, statistics),
            supernet.Mean,
            supernet.Deviation,
            supernet.Classes,
            subnet.Final is null ? [subnet.Search] : [subnet.Search, subnet.Final]) { Experiment = experiment.Document };
    }

    /// <summary>Bytes of the file of each format; a duplicate has those of the subnet that was measured.</summary>
    /// <exception cref="FileNotFoundException">As <see cref="Package"/>.</exception>
    /// <exception cref="InvalidDataException">As <see cref="Package"/>.</exception>
    public IReadOnlyDictionary<string, long> Sizes(NewestRun newest, Subnet subnet, CancellationToken stop)
    {
        var package = Package(newest.Experiment, newest.Snapshot!.Run, newest.Measured(subnet));
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var exporter in Exporters.All)
        {
            stop.ThrowIfCancellationRequested();
            using var content = new MemoryStream();
            exporter.Write(package, content);
            sizes.Add(exporter.Format, content.Length);
        }

        return sizes;
    }

    private static string Existing(string folder, string name, string content)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{content} is not there yet, or was deleted: no file {path}.", path);
    }

    /// <summary>One subnet is downloaded after another from the same run, so the newest file is kept.</summary>
    private TrainedSupernet Supernet(string path)
    {
        var written = File.GetLastWriteTimeUtc(path);
        lock (_gate)
        {
            if (_last is null || _last.Path != path || _last.Written != written)
            {
                _last = TrainedSupernet.Read(path, written);
            }

            return _last;
        }
    }
}
