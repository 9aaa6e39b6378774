using System.Collections.Immutable;

namespace NasStudio.Core.Decisions;

/// <summary>
/// The decisions of a space as stages and dimensions, by their names: "vit1.2.kernel" is the kernel (last part) of stage vit1 (first
/// part). A name without a dot ("resolution", an edge of a cell) is a stage and a dimension of its own.
/// </summary>
internal sealed class DecisionStages
{
    private readonly int[] _groupOf;
    private readonly int[] _dimensionOf;

    public DecisionStages(DecisionSpace space)
    {
        var names = space.Decisions.Select(decision => decision.Name).ToList();
        Groups = By(names, name => (Stage(name), Dimension(name)), out _groupOf);
        Dimensions = By(names, Dimension, out _dimensionOf);
        IsDepth = [.. names.Select(name => Dimension(name) == "depth")];
    }

    /// <summary>Decisions of one dimension of one stage: its layers' kernels.</summary>
    public ImmutableArray<ImmutableArray<int>> Groups { get; }

    /// <summary>Decisions of one dimension in all stages: the vector of widths.</summary>
    public ImmutableArray<ImmutableArray<int>> Dimensions { get; }

    /// <summary>Whether a decision says how many layers a stage has.</summary>
    public ImmutableArray<bool> IsDepth { get; }

    public int GroupOf(int decision) => _groupOf[decision];

    public int DimensionOf(int decision) => _dimensionOf[decision];

    /// <summary>
    /// What an architecture that lacks a layer would give it: the choice of the stage's first layer in the same dimension, where
    /// that has the same choices; −1 where there is none.
    /// </summary>
    public int FirstLayersChoice(DecisionSpace space, Architecture architecture, int decision)
    {
        foreach (var peer in Groups[_groupOf[decision]])
        {
            if (space.IsActive(architecture.Choices.AsSpan(), peer) && space.Decisions[peer].Choices.SequenceEqual(space.Decisions[decision].Choices))
            {
                return architecture.Choices[peer];
            }
        }

        return -1;
    }

    private static string Stage(string name) => name.Split('.', 2)[0];

    private static string Dimension(string name) => name[(name.LastIndexOf('.') + 1)..];

    private static ImmutableArray<ImmutableArray<int>> By<TKey>(List<string> names, Func<string, TKey> key, out int[] groupOf)
    {
        var groups = names.Index().GroupBy(entry => key(entry.Item)).Select(group => group.Select(entry => entry.Index).ToImmutableArray()).ToImmutableArray();
        groupOf = new int[names.Count];
        foreach (var (group, members) in groups.Index())
        {
            foreach (var member in members)
            {
                groupOf[member] = group;
            }
        }

        return groups;
    }
}
