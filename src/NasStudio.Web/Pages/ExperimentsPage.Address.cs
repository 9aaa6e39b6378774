using Microsoft.AspNetCore.Components;
using NasStudio.Runs.Experiments;

namespace NasStudio.Web.Pages;

/// <summary>The part of the page that is its address: what is searched, in which order, and which page of it.</summary>
public sealed partial class ExperimentsPage
{
    /// <summary>Newest first needs no words in the address.</summary>
    private const ExperimentOrder Usual = ExperimentOrder.Started;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);
    private CancellationTokenSource? _typing;
    private string _typed = "";

    [SupplyParameterFromQuery(Name = "q")]
    private string? Query { get; set; }

    /// <summary>A name of an order; "-" before it: descending.</summary>
    [SupplyParameterFromQuery(Name = "sort")]
    private string? Sort { get; set; }

    private ExperimentOrder Order => Enum.TryParse<ExperimentOrder>(Sort?.TrimStart('-'), ignoreCase: true, out var order) && Enum.IsDefined(order) ? order : Usual;

    private bool Ascending => Sort is not null && !Sort.StartsWith('-');

    /// <summary>Words and states start at their beginning, numbers and times at the highest; a second click turns round.</summary>
    private string SortAddress(ExperimentOrder order)
    {
        var ascending = order == Order ? !Ascending : order is ExperimentOrder.Name or ExperimentOrder.State;
        return Address(("sort", order == Usual && !ascending ? null : $"{(ascending ? "" : "-")}{order.ToString().ToLowerInvariant()}"));
    }

    private string PageAddress(int page) => Navigation.GetUriWithQueryParameter("page", page == 1 ? null : page);

    private string TagAddress(string tag) => Address(("q", tag));

    private void ChooseState(ChangeEventArgs change) => Show(("state", change.Value is string { Length: > 0 } state ? state : null));

    private async Task TypeAsync(ChangeEventArgs change)
    {
        _typed = change.Value as string ?? "";
        _typing?.Cancel();
        _typing?.Dispose();
        _typing = CancellationTokenSource.CreateLinkedTokenSource(_left.Token);
        try
        {
            await Task.Delay(Pause, Time, _typing.Token);
            Show(("q", string.IsNullOrWhiteSpace(_typed) ? null : _typed));
            _typing = null;
        }
        catch (OperationCanceledException)
        {
            // Typed on, or left.
        }
    }

    private void Show((string Name, string? Value) changed) => Navigation.NavigateTo(Address(changed), replace: true);

    /// <summary>This list with one thing changed, from its first page on.</summary>
    private string Address((string Name, string? Value) changed) =>
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal) { [changed.Name] = changed.Value, ["page"] = null });
}
