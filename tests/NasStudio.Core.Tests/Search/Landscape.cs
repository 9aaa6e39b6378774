using System.Collections.Concurrent;
using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Tests.Search;

/// <summary>
/// A repeatable cost of architectures: the sum of an effect per choice, uniform in 0..1, and an interaction per pair of choices
/// of any two decisions, uniform in ±<paramref name="interaction"/>/2. No two architectures cost the same.
/// </summary>
internal sealed class Landscape(DecisionSpace space, double interaction, ulong seed)
{
    private readonly ConcurrentDictionary<Architecture, double> _costs = new();

    public double Cost(Architecture architecture) => _costs.GetOrAdd(architecture, Sum);

    private double Sum(Architecture architecture)
    {
        var cost = 0.0;
        for (var decision = 0; decision < space.Decisions.Length; decision++)
        {
            cost += Number(decision, decision, architecture.Choices[decision], 0);
            for (var other = 0; other < decision; other++)
            {
                cost += interaction * (Number(decision, other, architecture.Choices[decision], architecture.Choices[other]) - 0.5);
            }
        }

        return cost;
    }

    /// <summary>Keyed by the decisions and choices, each below 100.</summary>
    private double Number(int first, int second, int firstChoice, int secondChoice) =>
        new SeededRandom(seed, "landscape", (((((first * 100) + second) * 100) + firstChoice) * 100) + secondChoice).NextDouble();
}
