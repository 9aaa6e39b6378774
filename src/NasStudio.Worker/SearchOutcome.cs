using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;

namespace NasStudio.Worker;

/// <summary>What a search found.</summary>
/// <param name="Evaluations">Search fidelity, in the order of evaluation.</param>
/// <param name="Front">Indices into Evaluations, ascending cost.</param>
/// <param name="Final">Final fidelity: the front, the smallest and the largest subnet.</param>
internal sealed record SearchOutcome(
    IReadOnlyList<(Architecture Architecture, Evaluation Evaluation)> Evaluations,
    IReadOnlyList<int> Front,
    IReadOnlyList<Evaluation> Final);
