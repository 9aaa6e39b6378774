using System.Globalization;
using Microsoft.AspNetCore.Components;
using NasStudio.Core.Decisions;
using NasStudio.Core.Objectives;
using NasStudio.Web.Api;
using NasStudio.Web.Charts;
using NasStudio.Web.Neighbours;

namespace NasStudio.Web.Parts.Subnets;

/// <summary>
/// What one changed decision makes of a subnet. What is known stands at once; estimates follow when the run's predictors are
/// fitted.
/// </summary>
public sealed partial class NeighbourPanel : IDisposable
{
    private const string Change = "change";
    private const string Promise = "promise";
    private const string Page = "page";
    private readonly CancellationTokenSource _left = new();
    private NeighbourTable? _table;
    private IReadOnlyList<Neighbour> _sorted = [];
    private string _order = Promise;
    private bool _descending;
    private bool _isEstimating;

    [Parameter]
    [EditorRequired]
    public NewestRun Newest { get; set; } = default!;

    [Parameter]
    [EditorRequired]
    public Architecture Centre { get; set; } = default!;

    [Inject]
    private NeighbourStudies Studies { get; set; } = default!;

    private bool OnTable => Newest.Experiment.Document.Table is not null;

    private IEnumerable<string> Columns => [Change, Promise, .. _table!.Objectives, Page];

    private string Count => _table is null ? ""
        : OnTable && _table.Rows.Length < _table.Possible ? string.Create(CultureInfo.CurrentCulture, $"one changed decision away; {_table.Rows.Length:N0} of {_table.Possible:N0} are rows of the table")
        : string.Create(CultureInfo.CurrentCulture, $"one changed decision away: {_table.Rows.Length:N0}, of which {_table.Rows.Count(row => row.Evaluated):N0} were evaluated");

    private string OutlookRule
    {
        get
        {
            var objectives = string.Join(" and ", Newest.Experiment.Document.Search.Objectives.Select(ColumnOf));
            return Newest.Experiment.Document.Search.Objectives.Length == 1
                ? $"Outlook: in {objectives}."
                : $"Outlook: better in one of {objectives} and in none worse, or a trade-off between them.";
        }
    }

    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var stop = _left.Token;
        try
        {
            Show(await Studies.KnownAsync(Newest, Centre, stop));
            if (OnTable || _table!.Rows.All(row => row.Evaluated))
            {
                return;
            }

            _isEstimating = true;
            StateHasChanged();
            Show(await Studies.EstimatedAsync(Newest, Centre, stop));
        }
        catch (OperationCanceledException)
        {
            // The page was left, or the studio ends.
        }
        finally
        {
            _isEstimating = false;
        }
    }

    private void Show(NeighbourTable table)
    {
        _table = table;
        Sort();
    }

    private void SortBy(string order)
    {
        _descending = order == _order ? !_descending : DefinitionOf(order) is { Direction: Direction.Maximize };
        _order = order;
        Sort();
    }

    /// <summary>The table comes most promising first, and stays so among equals.</summary>
    private void Sort()
    {
        IEnumerable<Neighbour> rows = _table!.Rows;
        rows = _order switch
        {
            Promise => _descending ? rows.Reverse() : rows,
            Change => _descending ? rows.OrderByDescending(row => row.Decision, StringComparer.Ordinal) : rows.OrderBy(row => row.Decision, StringComparer.Ordinal),
            Page => _descending ? rows.OrderBy(row => row.Evaluated) : rows.OrderByDescending(row => row.Evaluated),
            _ => rows.OrderBy(row => row.Values.ContainsKey(_order) ? 0 : 1)
                .ThenBy(row => row.Values.TryGetValue(_order, out var value) ? _descending ? -value.Value : value.Value : 0),
        };
        _sorted = [.. rows];
    }

    private ObjectiveDefinition? DefinitionOf(string objective) =>
        Newest.Experiment.Document.Search.ObjectiveDefinitions().Concat(ObjectiveDefinition.All).FirstOrDefault(definition => definition.Name == objective);

    private string ColumnOf(string objective) => DefinitionOf(objective) is { } definition ? ObjectiveAxis.Of(definition).Column : objective;

    private string TitleOf(string column) => column switch { Change => "Change", Promise => "Outlook", Page => "Subnet", _ => ColumnOf(column) };

    private string? SortOf(string column) => column != _order ? null : _descending ? "descending" : "ascending";

    private string ArrowOf(string column) => column != _order ? "" : _descending ? " ↓" : " ↑";
}
