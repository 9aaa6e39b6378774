using NasStudio.Core.Decisions;

namespace NasStudio.Core.Search;

/// <summary>
/// A node of the tree of decisions in their order: what was decided above it is given, its children are the choices of the next
/// decision that has two or more. A leaf stands for one architecture.
/// </summary>
internal sealed class DecisionTreeNode
{
    private DecisionTreeNode(int decision, int[] choices)
    {
        Decision = decision;
        Choices = choices;
        Children = new DecisionTreeNode?[choices.Length];
    }

    /// <summary>The decision that the children differ in; for a leaf the number of decisions.</summary>
    public int Decision { get; }

    /// <summary>The choices that leave a completion possible.</summary>
    public int[] Choices { get; }

    /// <summary>One per choice; null where it was never gone down.</summary>
    public DecisionTreeNode?[] Children { get; }

    public bool IsLeaf => Choices.Length == 0;

    /// <summary>Proposals made below, and evaluations told of others.</summary>
    public int Visits { get; set; }

    /// <summary>Which of the told observations lie below.</summary>
    public List<int> Told { get; } = [];

    /// <summary>Whether everything below was proposed or told.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>The node below the first choices of an architecture, past decisions with only one choice left.</summary>
    /// <param name="choices">Of decisions that have only one choice left, the entries are not looked at.</param>
    public static DecisionTreeNode Below(DecisionSpace space, ReadOnlySpan<int> choices)
    {
        var draft = new ArchitectureDraft(space);
        while (draft.Next < space.Decisions.Length)
        {
            var allowed = Enumerable.Range(0, space.Decisions[draft.Next].Choices.Length).Where(draft.Allows).ToArray();
            if (allowed.Length > 1 && draft.Next >= choices.Length)
            {
                return new DecisionTreeNode(draft.Next, allowed);
            }

            draft.Decide(allowed.Length > 1 ? choices[draft.Next] : allowed[0]);
        }

        return new DecisionTreeNode(draft.Next, []);
    }

    /// <summary>Leaves are exhausted once seen, others once all their children are.</summary>
    public void UpdateExhausted() => IsExhausted = Array.TrueForAll(Children, child => child is { IsExhausted: true });

    /// <summary>The child on the way to an architecture; null where it was never gone down.</summary>
    public DecisionTreeNode? Towards(DecisionSpace space, Architecture architecture, bool expands)
    {
        ref var child = ref Children[Array.IndexOf(Choices, architecture.Choices[Decision])];
        return child ??= expands ? Below(space, architecture.Choices.AsSpan(0, Decision + 1)) : null;
    }

    /// <summary>The mean reward of what was told below; null before anything was.</summary>
    /// <param name="rewards">One per told observation.</param>
    public double? Mean(double[] rewards)
    {
        var sum = 0.0;
        foreach (var index in Told)
        {
            sum += rewards[index];
        }

        return Told.Count == 0 ? null : sum / Told.Count;
    }
}
