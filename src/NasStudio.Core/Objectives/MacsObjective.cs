using NasStudio.Core.Costs;
using NasStudio.Core.Experiments;

namespace NasStudio.Core.Objectives;

/// <summary>Multiply-accumulates of one image, counted from the network: exact, the same for every fidelity.</summary>
public sealed class MacsObjective : IObjective
{
    public ObjectiveDefinition Definition => ObjectiveDefinition.Macs;

    public Measurement Measure(Candidate candidate, Fidelity fidelity) => new(NetworkCost.Of(candidate.Network).Macs);
}
