using System.Collections.Frozen;
using Microsoft.AspNetCore.Components;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Charts;
using NasStudio.Web.Subnets;

namespace NasStudio.Web.Parts;

/// <summary>Evaluated subnets in an order that somebody else works out; only the rows in sight are made and drawn.</summary>
public sealed partial class SubnetTable
{
    private IReadOnlyList<Column> _columns = [];
    private FrozenSet<int> _front = [];
    private RunSnapshot? _shown;

    [Parameter]
    [EditorRequired]
    public RunSnapshot Snapshot { get; set; } = default!;

    /// <summary>Indices into the snapshot's subnets, as <see cref="SubnetListing"/> gives them.</summary>
    [Parameter]
    [EditorRequired]
    public int[] Rows { get; set; } = [];

    /// <summary>Values with a column each.</summary>
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<ObjectiveAxis> Axes { get; set; } = [];

    /// <summary>What the rows are sorted by.</summary>
    [Parameter]
    [EditorRequired]
    public SubnetQuery Query { get; set; } = SubnetQuery.All;

    /// <summary>Told of another order.</summary>
    [Parameter]
    public EventCallback<SubnetQuery> QueryChanged { get; set; }

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

    private bool HasRepeats => !Snapshot.Subnets.IsEmpty && Snapshot.Subnets[0].Search.Repeat is not null;

    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_shown, Snapshot))
        {
            (_shown, _front) = (Snapshot, Snapshot.Front.ToFrozenSet());
        }

        _columns =
        [
            new("Subnet", SubnetQuery.ById, Number: false),
            new("Place", SubnetQuery.ByFront, Number: false),
            .. Axes.Select(axis => new Column(axis.Column, axis.Name, Number: true, axis.LargerIsBetter)),
            .. HasRepeats ? [new("Repeat", SubnetQuery.ByEvaluation, Number: true)] : Array.Empty<Column>(),
            new("No.", SubnetQuery.ByEvaluation, Number: true),
        ];
    }

    private SubnetRow RowAt(int index) => SubnetRow.Of(Snapshot.Subnets[index], _front.Contains(index));

    private Task SortByAsync(Column column) =>
        QueryChanged.InvokeAsync(Query with { Sort = column.Sort, Descending = column.Sort == Query.Sort ? !Query.Descending : column.LargestFirst });

    private string? SortOf(string sort) => sort != Query.Sort ? null : Query.Descending ? "descending" : "ascending";

    private string ArrowOf(string sort) => sort != Query.Sort ? "" : Query.Descending ? " ↓" : " ↑";

    private sealed record Column(string Title, string Sort, bool Number, bool LargestFirst = false);
}
