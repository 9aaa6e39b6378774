using System.Collections.Immutable;
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
        var space = materials.Space.Decisions;
        return new SubnetPackage(
            candidate.Architecture.Id,
            experiment.Name,
            materials.Dataset.Name,
            [
                .. space.Decisions.Select((decision, i) => (decision.Name, Choice: space.ChoiceOf(candidate.Architecture, i)))
                    .Where(pair => pair.Choice is not null)
                    .Select(pair => KeyValuePair.Create(pair.Name, pair.Choice!.Text)),
            ],
            candidate.Network,
            SubnetWeights.Slice(candidate.Network, _supernet, accuracy.Statistics(candidate).Tensors),
            materials.Normalization.Mean,
            materials.Normalization.Deviation,
            materials.Dataset.Classes,
            evaluations);
    }
}
