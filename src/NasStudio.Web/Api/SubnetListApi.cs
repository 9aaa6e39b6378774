using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using NasStudio.Core.Decisions;
using NasStudio.Export.Fronts;
using NasStudio.Web.Subnets;
using NasStudio.Web.Tables;

namespace NasStudio.Web.Api;

/// <summary>The evaluated subnets of an experiment's newest run as a list or as CSV, filtered and sorted as on the page.</summary>
internal static class SubnetListApi
{
    public static void MapSubnetList(this IEndpointRouteBuilder subnets)
    {
        subnets.MapGet("/subnets", ListAsync)
            .WithSummary("Evaluated subnets; with 'Accept: text/csv' or format=csv as CSV, decisions in params_ columns. front=true, feasible=true|false, find (a part of the id) and where=decision:value|value filter; sort (evaluation, front, id or a value's name) with order=desc sorts, in the order of evaluation where left out; after, skip and limit page.")
            .Produces<SubnetAnswer[]>(200, "application/json", "text/csv").ProducesValidationProblem().ProducesProblem(404);
        subnets.MapPost("/subnets/csv", ChosenAsync)
            .WithSummary("CSV of the subnets with the given sequence numbers, filtered and sorted like the list.")
            .Produces<string>(200, "text/csv").ProducesValidationProblem().ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> ListAsync(
        Guid id,
        [AsParameters] SubnetListParameters parameters,
        HttpRequest request,
        NewestRuns runs,
        TableLibrary tables,
        CancellationToken cancellation)
    {
        if (parameters.Fault is var (path, message))
        {
            return Problem.Invalid(path, message);
        }

        if (await runs.FindAsync(id, cancellation) is not { } newest)
        {
            return Problem.NoExperiment(id);
        }

        var space = tables.DecisionsOf(newest.Experiment.Document);
        if (Refuse(newest, SubnetQuery.Read(request.Query), space) is { } refusal)
        {
            return refusal;
        }

        var rows = Rows(newest, SubnetQuery.Read(request.Query), space, null)
            .Where(index => newest.Subnets[index].Seq > (parameters.After ?? 0)).Skip(parameters.Skip ?? 0).Take(parameters.Limit ?? int.MaxValue);
        return WantsCsv(request)
            ? Csv(newest, space, rows)
            : Results.Ok(rows.Select(index => SubnetAnswer.Of(newest.Subnets[index], space, newest.Front.Contains(index))).ToList());
    }

    private static async Task<IResult> ChosenAsync(Guid id, ChosenSubnets chosen, HttpRequest request, NewestRuns runs, TableLibrary tables, CancellationToken cancellation)
    {
        if (await runs.FindAsync(id, cancellation) is not { } newest)
        {
            return Problem.NoExperiment(id);
        }

        var space = tables.DecisionsOf(newest.Experiment.Document);
        var query = SubnetQuery.Read(request.Query);
        return Refuse(newest, query, space) is { } refusal ? refusal : Csv(newest, space, Rows(newest, query, space, IndicesOf(newest, [.. chosen.Seqs])));
    }

    private static int[] Rows(NewestRun newest, SubnetQuery query, DecisionSpace? space, HashSet<int>? chosen) => newest.Snapshot is null ? []
        : SubnetListing.Rows(newest.Snapshot, query, space, newest.Experiment.Document.Search.ObjectiveDefinitions().ElementAtOrDefault(1), chosen);

    private static HashSet<int> IndicesOf(NewestRun newest, HashSet<long> seqs) =>
        [.. Enumerable.Range(0, newest.Subnets.Length).Where(index => seqs.Contains(newest.Subnets[index].Seq))];

    private static IResult? Refuse(NewestRun newest, SubnetQuery query, DecisionSpace? space)
    {
        var values = newest.Subnets.IsEmpty ? [.. newest.Experiment.Document.Search.Measured] : newest.Subnets[0].Search.Values.Keys.ToList();
        return query.Errors(space, values).FirstOrDefault() is { } error ? Problem.Invalid(error.Path, error.Message) : null;
    }

    private static IResult Csv(NewestRun newest, DecisionSpace? space, IEnumerable<int> rows) => space is null
        ? Problem.Of(StatusCodes.Status409Conflict, $"The table '{newest.Experiment.Document.SourceName}', which says what the columns are, is gone; import it again under that name.")
        : Results.Text(
            FrontCsv.Write(
                newest.Experiment.Document.Search.ObjectiveDefinitions(),
                space,
                [.. rows.Select(index => new FrontCsvRow(index, newest.Subnets[index].Search, newest.Front.Contains(index)))]),
            "text/csv",
            Encoding.UTF8);

    /// <summary>A link cannot set a header, so the address can say it, too.</summary>
    private static bool WantsCsv(HttpRequest request) => request.Query["format"] == "csv" ||
        request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase) && type.Quality is not 0);
}

/// <summary>Of the address of a list; what filters and sorts is read by <see cref="SubnetQuery"/>.</summary>
/// <param name="After">Only subnets with a larger sequence number.</param>
/// <param name="Skip">Subnets left out at the beginning.</param>
/// <param name="Limit">Subnets at most.</param>
internal sealed record SubnetListParameters(
    [FromQuery(Name = "front")] bool? Front,
    [FromQuery(Name = "feasible")] bool? Feasible,
    [FromQuery(Name = "find")] string? Find,
    [FromQuery(Name = "where")] string[]? Where,
    [FromQuery(Name = "sort")] string? Sort,
    [FromQuery(Name = "order")] string? Order,
    [FromQuery(Name = "after")] long? After,
    [FromQuery(Name = "skip")] int? Skip,
    [FromQuery(Name = "limit")] int? Limit)
{
    /// <summary>Where a number or word is none of those allowed; null where all are.</summary>
    public (string Path, string Message)? Fault => this switch
    {
        { Limit: < 1 } => ("limit", $"{Limit} is not a number of subnets; use 1 or more, or leave it out for all."),
        { Skip: < 0 } => ("skip", $"{Skip} is not a number of subnets to skip; use 0 or more."),
        { Order: not (null or "asc" or "desc") } => ("order", $"'{Order}' is not a direction; use asc or desc."),
        _ => null,
    };
}

/// <param name="Seqs">Sequence numbers; unknown ones are left out.</param>
public sealed record ChosenSubnets(IReadOnlyList<long> Seqs);
