using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;

namespace NasStudio.Web.Parts;

/// <summary>Evaluated subnets, front first; only the rows in sight are drawn.</summary>
public sealed partial class SubnetTable
{
    private static readonly ImmutableArray<Column> Columns =
    [
        new("Subnet", SubnetOrder.Seq, Number: false),
        new("Place", SubnetOrder.Front, Number: false),
        new("Accuracy", SubnetOrder.Accuracy, Number: true),
        new("Latency", SubnetOrder.Latency, Number: true),
        new("MACs", SubnetOrder.Macs, Number: true),
        new("Parameters", SubnetOrder.Parameters, Number: true),
        new("No.", SubnetOrder.Seq, Number: true),
    ];

    private List<SubnetRow> _sorted = [];
    private IReadOnlyList<SubnetRow>? _shown;
    private SubnetOrder _order = SubnetOrder.Front;
    private bool _descending;

    [Parameter]
    [EditorRequired]
    public IReadOnlyList<SubnetRow> Rows { get; set; } = [];

    /// <summary>The address of a subnet's page.</summary>
    [Parameter]
    [EditorRequired]
    public Func<string, string> Link { get; set; } = default!;

    [Parameter]
    public EventCallback<string> Open { get; set; }

    [Parameter]
    public string? Chosen { get; set; }

    /// <summary>In CSS; null: as high as its rows.</summary>
    [Parameter]
    public string? Height { get; set; }

    [Parameter]
    public string Empty { get; set; } = "No subnet evaluated yet.";

    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_shown, Rows))
        {
            Sort();
        }
    }

    private void SortBy(SubnetOrder order)
    {
        _descending = order == _order ? !_descending : order is SubnetOrder.Accuracy;
        _order = order;
        Sort();
    }

    private void Sort()
    {
        _shown = Rows;
        var ordered = _descending ? Rows.OrderByDescending(Key) : Rows.OrderBy(Key);
        _sorted = [.. ordered.ThenBy(row => row.LatencyMs ?? row.Macs ?? 0)];
    }

    private double Key(SubnetRow row) => _order switch
    {
        SubnetOrder.Front => row.Front ? 0 : row.Feasible ? 1 : 2,
        SubnetOrder.Accuracy => row.Accuracy ?? 0,
        SubnetOrder.Latency => row.LatencyMs ?? 0,
        SubnetOrder.Macs => row.Macs ?? 0,
        SubnetOrder.Parameters => row.Parameters ?? 0,
        _ => row.Seq,
    };

    private string? SortOf(SubnetOrder order) => order != _order ? null : _descending ? "descending" : "ascending";

    private string ArrowOf(SubnetOrder order) => order != _order ? "" : _descending ? " ↓" : " ↑";

    private sealed record Column(string Title, SubnetOrder Order, bool Number);
}
