using System.Globalization;
using NasStudio.Core.Networks;
using NasStudio.Core.Spaces;

namespace NasStudio.Web.Parts.Subnets;

/// <summary>One block of a network as it is drawn.</summary>
/// <param name="Kind">A block kind, or "fixed": stem, head and what stands between stages.</param>
/// <param name="Channels">Of its output; 0 for a layer of the space that this subnet does not use.</param>
/// <param name="Output">Shape of its output; empty for an unused layer.</param>
public sealed record NetworkBlock(string Name, string Kind, int Channels, string Output)
{
    public bool IsUsed => Channels > 0;

    /// <summary>The blocks of a subnet in order; a stage's unused layers follow its used ones.</summary>
    public static IReadOnlyList<NetworkBlock> Of(Network network, SearchSpaceDocument space)
    {
        var stages = space.Stages.ToDictionary(stage => stage.Name, StringComparer.Ordinal);
        var blocks = new List<NetworkBlock>();
        foreach (var group in network.Layers.Skip(1).Where(layer => layer.Stage != "resize").GroupBy(KeyOf).Where(group => !IsBare(group.Key, stages)))
        {
            var stage = stages.GetValueOrDefault(group.Last().Stage);
            var isLayer = stage is not null && !group.Key.EndsWith(".entry", StringComparison.Ordinal);
            var output = group.Last().Output;
            blocks.Add(new(group.Key, isLayer ? stage!.Block : "fixed", output.Rank == 3 ? output[0] : output[^1], output.ToString()));
        }

        return [.. blocks.GroupBy(block => block.Name.Split('.', 2)[0]).SelectMany(group => group.Concat(Unused(group, stages.GetValueOrDefault(group.Key))))];
    }

    /// <summary>"conv1.2.expand.conv" belongs to "conv1.2", "stem.conv" to "stem".</summary>
    private static string KeyOf(Layer layer)
    {
        var parts = layer.Name.Split('.');
        return parts.Length > 1 && (int.TryParse(parts[1], CultureInfo.InvariantCulture, out _) || parts[1] == "entry") ? $"{parts[0]}.{parts[1]}" : parts[0];
    }

    /// <summary>Layers of a stage outside its blocks only reshape.</summary>
    private static bool IsBare(string key, Dictionary<string, StageDocument> stages) => stages.ContainsKey(key);

    private static IEnumerable<NetworkBlock> Unused(IEnumerable<NetworkBlock> used, StageDocument? stage)
    {
        var depth = used.Count(block => block.Kind != "fixed");
        return stage is null ? [] : Enumerable.Range(depth + 1, Math.Max(0, stage.Depth[^1] - depth))
            .Select(layer => new NetworkBlock(string.Create(CultureInfo.InvariantCulture, $"{stage.Name}.{layer}"), stage.Block, 0, ""));
    }
}
