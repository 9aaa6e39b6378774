using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Networks;

namespace NasStudio.Core.Objectives;

/// <summary>One thing a search looks at, and how it is found out.</summary>
public interface IObjective
{
    ObjectiveDefinition Definition { get; }

    Measurement Measure(Candidate candidate, Fidelity fidelity);
}

/// <summary>A subnet to be measured.</summary>
public sealed record Candidate(Architecture Architecture, Network Network);

/// <summary>A value with its origin; counts (MACs, parameters) are exact and have none.</summary>
public sealed record Measurement(double Value, AccuracyOrigin? Accuracy = null, LatencyOrigin? Latency = null);
