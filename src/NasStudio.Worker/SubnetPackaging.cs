using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Export;
using NasStudio.Export.Weights;
using NasStudio.Worker.Objectives;

namespace NasStudio.Worker;

/// <summary>Cuts subnets out of the trained supernet, with their recalibrated statistics, into what exporters write.</summary>
internal sealed class SubnetPackaging(ExperimentDocument experiment, RunMaterials materials, AccuracyObjective accuracy)
{
    private IReadOnlyDictionary<string, FloatTensor>? _supernet;

    public SubnetPackage Package(Candidate candidate, ImmutableArray<Evaluation> evaluations)
    {
        _supernet ??= materials.Supernet.ToTensors();
        return new SubnetPackage(
            candidate.Architecture.Id,
            experiment.Name,
            materials.Dataset.Name,
            materials.Space.Decisions.DescribeAsText(candidate.Architecture),
            candidate.Network,
            SubnetWeights.Slice(candidate.Network, _supernet, accuracy.Statistics(candidate).Tensors),
            materials.Normalization.Mean,
            materials.Normalization.Deviation,
            materials.Dataset.Classes,
            evaluations);
    }
}
