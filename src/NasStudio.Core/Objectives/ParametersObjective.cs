using NasStudio.Core.Costs;
using NasStudio.Core.Experiments;

namespace NasStudio.Core.Objectives;

/// <summary>Weights and biases, counted from the network: exact, the same for every fidelity.</summary>
public sealed class ParametersObjective : IObjective
{
    public ObjectiveDefinition Definition => ObjectiveDefinition.Parameters;

    public Measurement Measure(Candidate candidate, Fidelity fidelity) => new(NetworkCost.Of(candidate.Network).Parameters);
}
