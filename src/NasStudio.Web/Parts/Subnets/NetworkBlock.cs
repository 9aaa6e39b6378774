using System.Collections.Immutable;
using System.Globalization;
using NasStudio.Core.Networks;
using NasStudio.Core.Spaces;

namespace NasStudio.Web.Parts.Subnets;

/// <summary>One block of a network as it is drawn.</summary>
/// <param name="Kind">A block kind, a part of a body, "cell", or "fixed": stem, head and what stands between stages.</param>
/// <param name="Channels">Of its output; 0 for a layer of the space that this subnet does not use.</param>
/// <param name="Output">Shape of its output; empty for an unused layer.</param>
public sealed record NetworkBlock(string Name, string Kind, int Channels, string Output)
{
    public bool IsUsed => Channels > 0;

    /// <summary>Names of its primitive layers.</summary>
    public ImmutableArray<string> Layers { get; init; } = [];

    /// <summary>
    /// The blocks of a subnet in order; a stage's unused layers follow its used ones, and so do the cells of a stack that
    /// are nothing but skips and have no layer.
    /// </summary>
    public static IReadOnlyList<NetworkBlock> Of(Network network, SearchSpaceDocument space)
    {
        if (space.Body is not null)
        {
            return OfBody(network, new SearchSpace(space).Parts);
        }

        var parts = PartsOf(space);
        var kinds = parts.ToDictionary(part => part.Name, part => part.Kind, StringComparer.Ordinal);
        var used = network.Layers.Skip(1)
            .Where(layer => layer.Stage != "resize")
            .GroupBy(KeyOf)
            .Where(group => !kinds.ContainsKey(group.Key))
            .Select(group => Block(group.Key, [.. group], kinds))
            .ToLookup(block => block.Name.Split('.', 2)[0]);
        return [.. used["stem"], .. parts.SelectMany(part => used[part.Name].Concat(Unused(used[part.Name], part))), .. used["head"]];
    }

    /// <summary>Every layer and join of the space at its place, used or not; branches follow one another.</summary>
    private static IReadOnlyList<NetworkBlock> OfBody(Network network, IReadOnlyList<BodyPart> parts)
    {
        var kinds = parts.ToDictionary(part => part.Name, part => part.Kind, StringComparer.Ordinal);
        var owned = network.Layers.Skip(1).GroupBy(layer => OwnerOf(layer, kinds)).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        return
        [
            Block("stem", owned["stem"], kinds),
            .. parts.Select(part => owned.TryGetValue(part.Name, out var layers)
                ? new NetworkBlock(part.Name, part.Kind, layers[^1].Output[0], layers[^1].Output.ToString()) { Layers = NamesOf(layers) }
                : new NetworkBlock(part.Name, part.Kind, 0, "")),
            Block("head", owned["head"], kinds),
        ];
    }

    /// <summary>The longest part whose name a layer's begins with; its stage where there is none.</summary>
    private static string OwnerOf(Layer layer, Dictionary<string, string> kinds)
    {
        var name = layer.Name;
        while (!kinds.ContainsKey(name) && name.LastIndexOf('.') is >= 0 and var dot)
        {
            name = name[..dot];
        }

        return name;
    }

    private static IReadOnlyList<Part> PartsOf(SearchSpaceDocument space) => space.Cell is { } cell
        ? [.. cell.Stacks.Select((stack, index) => new Part(StackDocument.NameOf(index), "cell", stack.Depth[^1]))]
        : [.. space.Stages.Select(stage => new Part(stage.Name, stage.Block, stage.Depth[^1]))];

    private static NetworkBlock Block(string name, IReadOnlyList<Layer> layers, Dictionary<string, string> kinds)
    {
        var last = layers[^1];
        var isRepeated = kinds.TryGetValue(last.Stage, out var kind) && !name.EndsWith(".entry", StringComparison.Ordinal);
        return new(name, isRepeated ? kind! : "fixed", last.Output.Rank == 3 ? last.Output[0] : last.Output[^1], last.Output.ToString()) { Layers = NamesOf(layers) };
    }

    private static ImmutableArray<string> NamesOf(IEnumerable<Layer> layers) => [.. layers.Select(layer => layer.Name)];

    /// <summary>"conv1.2.expand.conv" belongs to "conv1.2", "stem.conv" to "stem". Layers of a stage outside its blocks only reshape.</summary>
    private static string KeyOf(Layer layer)
    {
        var parts = layer.Name.Split('.');
        return parts.Length > 1 && (int.TryParse(parts[1], CultureInfo.InvariantCulture, out _) || parts[1] == "entry") ? $"{parts[0]}.{parts[1]}" : parts[0];
    }

    private static IEnumerable<NetworkBlock> Unused(IEnumerable<NetworkBlock> used, Part part)
    {
        var depth = used.Count(block => block.Kind != "fixed");
        return Enumerable.Range(depth + 1, Math.Max(0, part.Depth - depth))
            .Select(layer => new NetworkBlock(string.Create(CultureInfo.InvariantCulture, $"{part.Name}.{layer}"), part.Kind, 0, ""));
    }

    /// <summary>A stage or a stack: what it repeats, and how often at most.</summary>
    private sealed record Part(string Name, string Kind, int Depth);
}
