using System.Collections.Immutable;

namespace NasStudio.Core.Decisions;

/// <summary>
/// A named, ordered list of choices, for example "vit1.depth: 1, 2, 3". Numbers ascend, so the first choice is the smallest.
/// </summary>
/// <param name="ActiveWhen">The decision counts only where every one of these holds; none: always.</param>
public sealed record Decision(string Name, ImmutableArray<Choice> Choices, params ImmutableArray<Condition> ActiveWhen)
{
    /// <summary>The part before the first dot: the stage, "resolution" or "stem".</summary>
    public string Group => Name.Split('.', 2)[0];
}

/// <summary>True where an earlier decision takes one of the given choices (and is itself active).</summary>
/// <param name="Decision">Index of the earlier decision.</param>
/// <param name="Choices">Indices of its choices for which the condition holds.</param>
public sealed record Condition(int Decision, ImmutableArray<int> Choices);

/// <summary>The value of the second decision is at least that of the first, for example widths of consecutive stages.</summary>
public sealed record Nondecreasing(int First, int Second);
