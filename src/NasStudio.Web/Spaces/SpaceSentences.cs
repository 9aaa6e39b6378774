using NasStudio.Core.Spaces;

namespace NasStudio.Web.Spaces;

/// <summary>Search spaces in one sentence each.</summary>
public static class SpaceSentences
{
    public static string Of(SearchSpaceDocument space) => space.Name switch
    {
        "hybrid-tiny" => "Two stages of inverted bottlenecks and two of attention for 28×28 grey images: trains in minutes.",
        "elasticvit-micro" => "ElasticViT in the small: convolutions, then transformers, for 32×32 colour images.",
        "elasticvit" => "ElasticViT (Tang et al. 2023): hybrid networks from mobile to server for images of 128 to 256 pixels.",
        "ofa-mbv3" => "Once-for-all’s MobileNetV3: five elastic stages, 7371⁵ subnets at one resolution.",
        "attentivenas" => "AttentiveNAS (Wang et al. 2021): inverted bottlenecks with elastic stem and head, 192 to 288 pixels.",
        "nasbench201" => "NAS-Bench-201: one cell of six edges, five operations each, repeated: 15,625 cells.",
        "composed-tiny" => "Composed of nodes: alternatives, repeats, optional layers and branches within one another.",
        _ => Parts(space),
    };

    private static string Parts(SearchSpaceDocument space) => space switch
    {
        { Cell: not null } => $"A saved space: a cell in {space.Cell.Stacks.Count} stacks.",
        { Body: not null } => "A saved space, composed of nodes.",
        _ => $"A saved space: {string.Join(", ", space.Stages.Select(stage => $"{stage.Name} ({stage.Block})"))}.",
    };
}
