namespace NasStudio.Core.Experiments;

/// <summary>How much was spent on an evaluation. A subnet has at most one evaluation of each fidelity; the first stands.</summary>
public enum Fidelity
{
    /// <summary>During the search: validation split, 20 latency trials.</summary>
    Search,

    /// <summary>For the final front, the smallest and the largest subnet: test split, 40 latency trials.</summary>
    Final,
}
