using Microsoft.AspNetCore.Components;
using NasStudio.Datasets;
using NasStudio.Web.Datasets;
using NasStudio.Web.Parts;

namespace NasStudio.Web.Pages;

/// <summary>What can be trained on, and fetching what has an official address.</summary>
public sealed partial class DatasetsPage : IDisposable
{
    private IReadOnlyList<DatasetEntry> _entries = [];
    private ThrottledRefresh? _refresh;

    [Inject]
    private DatasetCatalogue Catalogue { get; set; } = default!;

    [Inject]
    private DatasetDownloads Downloads { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    public void Dispose()
    {
        if (_refresh is not null)
        {
            Downloads.Changed -= _refresh.Raise;
            _refresh.Dispose();
        }
    }

    protected override void OnInitialized()
    {
        _refresh = new ThrottledRefresh(Time, ThrottledRefresh.Interval, () => InvokeAsync(Refresh), DispatchExceptionAsync);
        Downloads.Changed += _refresh.Raise;
        Refresh();
    }

    private void Refresh()
    {
        _entries = Catalogue.List();
        StateHasChanged();
    }

    private void Fetch(string name) => Downloads.Start(name);
}
