using Microsoft.AspNetCore.Components;
using NasStudio.Core.Decisions;
using NasStudio.Web.Subnets;

namespace NasStudio.Web.Parts;

/// <summary>The filter of a list of subnets as fields.</summary>
public sealed partial class SubnetFilter
{
    private readonly string _id = $"filter-{Guid.CreateVersion7():N}";

    [Parameter]
    [EditorRequired]
    public SubnetQuery Query { get; set; } = SubnetQuery.All;

    [Parameter]
    public EventCallback<SubnetQuery> QueryChanged { get; set; }

    /// <summary>Null where the table that says the decisions is gone.</summary>
    [Parameter]
    public DecisionSpace? Space { get; set; }

    private string Place => Query switch { { Front: true } => "front", { Feasible: true } => "feasible", { Feasible: false } => "infeasible", _ => "" };

    private string Id(string field) => $"{_id}-{field}";

    private bool Has(string decision, string choice) => Query.Where.TryGetValue(decision, out var choices) && choices.Contains(choice);

    private Task ChoosePlaceAsync(ChangeEventArgs change) => QueryChanged.InvokeAsync(Query with
    {
        Front = change.Value as string == "front",
        Feasible = (change.Value as string) switch { "feasible" => true, "infeasible" => false, _ => null },
    });

    private Task FindAsync(ChangeEventArgs change) => QueryChanged.InvokeAsync(Query with { Find = (change.Value as string ?? "").Trim() });

    /// <summary>In the order of the choices, so that one filter has one address.</summary>
    private Task ToggleAsync(string decision, string choice)
    {
        var choices = Space!.Decisions[Space.IndexOf(decision)].Choices.Select(one => one.Text)
            .Where(one => one == choice ? !Has(decision, choice) : Has(decision, one)).ToList();
        return QueryChanged.InvokeAsync(Query with { Where = choices.Count == 0 ? Query.Where.Remove(decision) : Query.Where.SetItem(decision, [.. choices]) });
    }

    private Task DropAsync(string decision) => QueryChanged.InvokeAsync(Query with { Where = Query.Where.Remove(decision) });

    private Task ClearAsync() => QueryChanged.InvokeAsync(SubnetQuery.All with { Sort = Query.Sort, Descending = Query.Descending });
}
