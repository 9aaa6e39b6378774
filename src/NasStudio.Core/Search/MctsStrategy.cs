using NasStudio.Core.Decisions;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Search;

/// <summary>
/// Monte Carlo tree search over the decisions in their order, UCT (Kocsis, Szepesvári 2006; for architectures Negrinho,
/// Gordon 2017): down to the child with the largest mean reward + c √(2 ln N / n), c = 1, unvisited ones first; one node is added
/// and a random roll-out decides the rest. Asked for more before results are told, it counts the proposals under way as
/// visits that tell nothing about the mean.
/// </summary>
/// <remarks>
/// The reward is the place of an observation among all told, 1 for the best, 0 for the worst: within 0..1 without knowing the
/// costs' ranges, and one very bad architecture does not make all others look alike. c = 1 is in units of the rewards'
/// standard deviation: the paper's bound allows for the largest that rewards within 0..1 can have, and with it a
/// search of 100 evaluations did hardly better than random. Several objectives are scalarised with weights drawn for
/// each proposal (<see cref="Scalarization"/>); all rewards follow them, as nodes keep observations instead of sums.
/// </remarks>
public sealed class MctsStrategy : OneByOneStrategy
{
    /// <summary>The standard deviation of rewards evenly spaced over 0..1: 1/√12.</summary>
    private const double Exploration = 0.28867513459481287;

    /// <summary>Roll-outs that may meet what was seen before the tree is gone down further.</summary>
    private const int RollOuts = 20;
    private readonly DecisionTreeNode _root;
    private readonly HashSet<Architecture> _waiting = [];
    private int _learned;

    /// <param name="seed">Of the proposals.</param>
    public MctsStrategy(DecisionSpace space, ulong seed)
        : base(space, "search.mcts", seed) => _root = DecisionTreeNode.Below(space, []);

    private protected override Architecture? Propose(SeededRandom random)
    {
        var rewards = Told.Count == 0 ? [] : Scalarization.Draw(Told, random).Rewards(Told);
        while (!_root.IsExhausted)
        {
            var path = new List<DecisionTreeNode> { _root };
            if (Descend(path, rewards, random) is { } proposal)
            {
                _waiting.Add(proposal);
                path.ForEach(node => node.Visits++);
                return proposal;
            }

            path.Reverse();
            path.ForEach(node => node.UpdateExhausted());
        }

        return null;
    }

    private protected override void Learn(IReadOnlyList<Observation> news)
    {
        foreach (var observation in news)
        {
            var isForeign = !_waiting.Remove(observation.Architecture);
            foreach (var node in PathTo(observation.Architecture, expands: isForeign))
            {
                node.Visits += isForeign ? 1 : 0;
                node.Told.Add(_learned);
            }

            _learned++;
        }
    }

    /// <summary>The nodes above an architecture from the root on; expanding adds one, as a roll-out would.</summary>
    private List<DecisionTreeNode> PathTo(Architecture architecture, bool expands)
    {
        var path = new List<DecisionTreeNode>();
        for (var node = _root; node is not null; node = node.IsLeaf ? null : node.Towards(Space, architecture, expands && node.Visits > 0))
        {
            path.Add(node);
        }

        return path;
    }

    /// <summary>Adds the nodes gone down to the path. Null where it ended at a leaf that was seen.</summary>
    private Architecture? Descend(List<DecisionTreeNode> path, double[] rewards, SeededRandom random)
    {
        var choices = new int[Space.Decisions.Length];
        var node = _root;
        while (!node.IsLeaf)
        {
            var branch = Select(node, rewards, random);
            choices[node.Decision] = node.Choices[branch];
            var isNew = node.Children[branch] is null;
            var child = node.Children[branch] ??= DecisionTreeNode.Below(Space, choices.AsSpan(0, node.Decision + 1));
            path.Add(child);
            if (isNew && RollOut(choices.AsSpan(0, node.Decision + 1), random) is { } proposal)
            {
                return proposal;
            }

            node = child;
        }

        return RollOut(choices, random);
    }

    /// <summary>An unvisited branch at random, or else the one with the largest upper confidence bound; never an exhausted one.</summary>
    private static int Select(DecisionTreeNode node, double[] rewards, SeededRandom random)
    {
        var open = Enumerable.Range(0, node.Children.Length).Where(branch => node.Children[branch] is not { IsExhausted: true }).ToList();
        var unvisited = open.FindAll(branch => node.Children[branch] is null or { Visits: 0 });
        if (unvisited.Count > 0)
        {
            return unvisited[random.NextInt(unvisited.Count)];
        }

        var prior = node.Mean(rewards) ?? 0;
        var width = 2 * PortableLogarithm.Of(node.Visits);
        return open.MaxBy(branch => (node.Children[branch]!.Mean(rewards) ?? prior) + (Exploration * Math.Sqrt(width / node.Children[branch]!.Visits)));
    }

    /// <summary>Takes a random completion that is unseen; null where none was met.</summary>
    private Architecture? RollOut(ReadOnlySpan<int> choices, SeededRandom random)
    {
        for (var attempt = 0; attempt < RollOuts; attempt++)
        {
            var draft = new ArchitectureDraft(Space);
            while (draft.Next < Space.Decisions.Length)
            {
                if (draft.Next < choices.Length && draft.Allows(choices[draft.Next]))
                {
                    draft.Decide(choices[draft.Next]);
                }
                else
                {
                    draft.DecideRandomly(random);
                }
            }

            var architecture = draft.Finish();
            if (Unseen.Take(architecture))
            {
                return architecture;
            }
        }

        return null;
    }
}
