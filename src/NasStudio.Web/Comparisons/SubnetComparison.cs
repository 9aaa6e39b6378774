using System.Collections.Immutable;
using NasStudio.Web.Parts.Subnets;

namespace NasStudio.Web.Comparisons;

/// <summary>Two subnets aligned by the names of their blocks.</summary>
public sealed record SubnetComparison(ComparedSubnet A, ComparedSubnet B, ImmutableArray<AlignedBlock> Blocks, ImmutableArray<ChangedDecision> Decisions)
{
    private static readonly string[] SaidByTheBlocks = ["depth", "width"];

    public static SubnetComparison Of(ComparedSubnet a, ComparedSubnet b)
    {
        var decisions = DifferencesOf(a, b);
        return new(a, b, [.. Aligned(a.Blocks, b.Blocks).Select(pair => Block(pair.A, pair.B, decisions))], decisions);
    }

    private static ImmutableArray<ChangedDecision> DifferencesOf(ComparedSubnet a, ComparedSubnet b)
    {
        var (left, right) = (Choices(a), Choices(b));
        return
        [
            .. a.Choices.Concat(b.Choices).Select(choice => choice.Decision.Name).Distinct(StringComparer.Ordinal)
                .Select(name => new ChangedDecision(name, left.GetValueOrDefault(name), right.GetValueOrDefault(name)))
                .Where(difference => difference.A != difference.B),
        ];

        static Dictionary<string, string> Choices(ComparedSubnet subnet) => subnet.Choices.ToDictionary(choice => choice.Decision.Name, choice => choice.Choice, StringComparer.Ordinal);
    }

    /// <summary>The longest common sequence of names stands one above the other; what only one has stands between, alone.</summary>
    private static IEnumerable<(NetworkBlock? A, NetworkBlock? B)> Aligned(IReadOnlyList<NetworkBlock> a, IReadOnlyList<NetworkBlock> b)
    {
        var common = new int[a.Count + 1, b.Count + 1];
        for (var i = a.Count - 1; i >= 0; i--)
        {
            for (var j = b.Count - 1; j >= 0; j--)
            {
                common[i, j] = a[i].Name == b[j].Name ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var (left, right) = (0, 0);
        while (left < a.Count || right < b.Count)
        {
            if (left < a.Count && right < b.Count && a[left].Name == b[right].Name)
            {
                yield return (a[left++], b[right++]);
            }
            else if (right == b.Count || (left < a.Count && common[left + 1, right] >= common[left, right + 1]))
            {
                yield return (a[left++], null);
            }
            else
            {
                yield return (null, b[right++]);
            }
        }
    }

    private static AlignedBlock Block(NetworkBlock? a, NetworkBlock? b, ImmutableArray<ChangedDecision> decisions)
    {
        var name = (a ?? b)!.Name;
        var (isInA, isInB) = (a?.IsUsed is true, b?.IsUsed is true);
        if (isInA != isInB)
        {
            return new(name, a, b, [isInB ? "only in B" : "only in A"]);
        }

        if (!isInA)
        {
            return new(name, a, b, []);
        }

        var changes = decisions.Where(difference => Concerns(difference.Name, name) && !SaidByTheBlocks.Contains(Short(difference.Name)))
            .Select(difference => $"{Short(difference.Name)} {difference.A ?? "–"}→{difference.B ?? "–"}");
        return new(name, a, b, [.. a!.Channels != b!.Channels ? [$"{a.Channels}→{b.Channels}"] : Array.Empty<string>(), .. changes]);
    }

    /// <summary>"conv1.2.kernel" concerns the block "conv1.2"; "conv1.kernel" all of that stage, "stem.width" the stem.</summary>
    private static bool Concerns(string decision, string block)
    {
        var owner = decision.LastIndexOf('.') is >= 0 and var dot ? decision[..dot] : decision;
        return block == owner || block.StartsWith($"{owner}.", StringComparison.Ordinal) && !block.EndsWith(".entry", StringComparison.Ordinal);
    }

    private static string Short(string decision) => decision[(decision.LastIndexOf('.') + 1)..];
}

/// <summary>A place in both diagrams.</summary>
/// <param name="A">Null where only B's space has it.</param>
/// <param name="Changes">What differs, each in a few words; none: the same in both.</param>
public sealed record AlignedBlock(string Name, NetworkBlock? A, NetworkBlock? B, ImmutableArray<string> Changes)
{
    public bool IsChanged => !Changes.IsEmpty;
}

/// <param name="A">Null where the decision is not active, or not there.</param>
public sealed record ChangedDecision(string Name, string? A, string? B);
