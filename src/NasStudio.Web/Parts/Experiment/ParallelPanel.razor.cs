using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using NasStudio.Core.Objectives;
using NasStudio.Web.Charts;
using NasStudio.Web.Tables;

namespace NasStudio.Web.Parts.Experiment;

/// <summary>
/// Every subnet as a line across its decisions and values. js/parallel-view.js draws it from the columns that the charts of an
/// experiment share, and brushes them; only what the axes are is said here.
/// </summary>
public sealed partial class ParallelPanel : IAsyncDisposable
{
    private ElementReference _root;
    private PartScript _script = default!;
    private IJSObjectReference? _parallel;

    [Parameter]
    [EditorRequired]
    public ExperimentView View { get; set; } = default!;

    [Inject]
    private TableLibrary Tables { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    private string Summary => $"Parallel coordinates of {View.Snapshot.Subnets.Length} subnets: an axis for each decision, then {string.Join(", ", Axes.Select(axis => axis.Column))}.";

    /// <summary>The experiment's objectives last, so that they stand at the right end.</summary>
    private IEnumerable<ObjectiveAxis> Axes
    {
        get
        {
            var objectives = View.Document.Search.ObjectiveDefinitions();
            return (View.OnATable ? objectives : [.. ObjectiveDefinition.All.Except(objectives).Reverse(), .. objectives.Reverse()]).Select(ObjectiveAxis.Of);
        }
    }

    public ValueTask DisposeAsync() => _script.DisposeAsync();

    protected override void OnInitialized() => _script = new PartScript(Browser, "./js/parallel-view.js");

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _parallel = await _script.AttachAsync("attach", _root, Options());
        }
    }

    private object Options() => new
    {
        experiment = View.Id,
        decisions = (Tables.DecisionsOf(View.Document)?.Decisions ?? []).Select(decision => new
        {
            name = decision.Name,
            group = decision.Group,
            conditions = decision.ActiveWhen.Select(condition => new { decision = condition.Decision, choices = condition.Choices }),
        }),
        values = Axes.Select(axis => new
        {
            name = axis.Name,
            label = axis.FromTable || axis.Unit.Length == 0 ? axis.Column : $"{axis.Column},{axis.Unit}",
            direction = axis.LargerIsBetter ? "↑ better" : "↓ better",
            kind = axis.FromTable ? "plain" : axis.Name switch { "accuracy" => "percent", "latency" => "plain", _ => "count" },
        }),
    };

    private async Task ClearAsync()
    {
        if (_parallel is not null)
        {
            await _parallel.InvokeVoidAsync("clear", _script.Left);
        }
    }
}
