using Microsoft.AspNetCore.Components;
using NasStudio.Web.Comparisons;

namespace NasStudio.Web.Parts.Compare;

/// <summary>The way from one subnet to its comparison with another.</summary>
public sealed partial class CompareWith
{
    [Parameter]
    [EditorRequired]
    public Guid Experiment { get; set; }

    [Parameter]
    [EditorRequired]
    public string Subnet { get; set; } = "";

    [Inject]
    private PinnedSubnet Pinned { get; set; } = default!;

    private string Own => $"{Experiment}/{Subnet}";

    private string Address(string other) => $"compare/subnets?a={Own}&b={other}";
}
