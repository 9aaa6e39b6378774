using System.Globalization;
using Microsoft.AspNetCore.Components;
using NasStudio.Core.Experiments;

namespace NasStudio.Web.Parts;

/// <summary>Accuracy of subnets trained alone against that with the supernet's weights, and how alike both order them.</summary>
public sealed partial class StandAlonePanel
{
    private (string Chart, int Subnets) _drawn;

    [Parameter]
    [EditorRequired]
    public string ChartId { get; set; } = "";

    /// <summary>Null before the first subnet is trained.</summary>
    [Parameter]
    [EditorRequired]
    public StandAloneRanking? Ranking { get; set; }

    /// <summary>The page of a subnet.</summary>
    [Parameter]
    [EditorRequired]
    public Func<string, string> Link { get; set; } = default!;

    private IReadOnlyList<StandAloneSubnet> Subnets => Ranking?.Subnets ?? [];

    private string Summary => Ranking?.Sentence ?? "Known once subnets are trained alone, after the search.";

    private string Origin => string.Create(
        CultureInfo.CurrentCulture,
        $"{Subnets.Count} of {Ranking!.Planned} subnets, from fresh weights, {Ranking.Epochs} epochs each by the supernet’s recipe; {Ranking.Images:N0} validation images. They were chosen among the evaluated ones, not drawn at random.");

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Subnets.Count == 0 || _drawn == (ChartId, Subnets.Count))
        {
            return;
        }

        _drawn = (ChartId, Subnets.Count);
        await DrawAsync(
            "showPoints", ChartId, Subnets.Select(subnet => subnet.Supernet).ToArray(), Subnets.Select(subnet => subnet.Mean).ToArray(), Subnets.Select(subnet => subnet.Id).ToArray());
    }
}
