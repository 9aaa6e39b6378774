using Microsoft.AspNetCore.Components;
using MudBlazor;
using NasStudio.Datasets;
using NasStudio.Web.Datasets;
using NasStudio.Web.Parts;

namespace NasStudio.Web.Pages;

/// <summary>What can be trained on, what it looks like, fetching what has an official address, and folders of one's own.</summary>
public sealed partial class DatasetsPage : IDisposable
{
    private const int UndoMilliseconds = 10_000;
    private IReadOnlyList<DatasetEntry> _entries = [];
    private ThrottledRefresh? _refresh;
    private bool _adding;

    /// <summary>The data set that is looked into.</summary>
    [SupplyParameterFromQuery(Name = "inside")]
    private string? Inside { get; set; }

    [Inject]
    private DatasetCatalogue Catalogue { get; set; } = default!;

    [Inject]
    private DatasetDownloads Downloads { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ISnackbar Notices { get; set; } = default!;

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

    private void Cancel(string name) => Downloads.Cancel(name);

    private void Open(string name) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("inside", name == Inside ? null : name), replace: true);

    /// <summary>What is wrong; null where the folder has its name now.</summary>
    private async Task<string?> RegisterAsync(string name, string folder)
    {
        try
        {
            await Task.Run(() => Catalogue.Register(name, folder));
        }
        catch (InvalidDataException refused)
        {
            return refused.Message;
        }

        Show(name);
        return null;
    }

    private void Show(string name)
    {
        _adding = false;
        Notices.Add($"“{name}” is ready.", Severity.Success);
        Refresh();
        if (name != Inside)
        {
            Open(name);
        }
    }

    private void Forget(string name)
    {
        var folder = _entries.First(entry => entry.Description.Name == name).Folder!;
        Catalogue.Unregister(name);
        Refresh();
        Notices.Add($"“{name}” is no data set any more; its files are as they were.", Severity.Normal, options =>
        {
            options.Action = "Undo";
            options.ActionColor = Color.Primary;
            options.VisibleStateDuration = UndoMilliseconds;
            options.OnClick = async _ =>
            {
                if (await RegisterAsync(name, folder) is { } problem)
                {
                    Notices.Add(problem, Severity.Error);
                }
            };
        });
    }
}
