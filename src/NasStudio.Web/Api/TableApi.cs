using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NasStudio.Core.Decisions;
using NasStudio.Core.Tables;
using NasStudio.Web.Tables;

namespace NasStudio.Web.Api;

/// <summary>Benchmark tables, which are searched instead of trained: imported as CSV, listed, deleted.</summary>
internal static class TableApi
{
    public static void MapTables(this IEndpointRouteBuilder api)
    {
        var tables = api.MapGroup("/tables").WithTags("Tables");
        tables.MapGet("", (TableLibrary library) => Results.Ok(library.List().Select(entry => TableAnswer.Of(entry.Name, entry.Table))))
            .WithSummary("Every table with its rows, decisions and objectives.").Produces<TableAnswer[]>();
        tables.MapGet("/{name}", (string name, TableLibrary library) => library.Find(name) is { } table ? Results.Ok(TableAnswer.Of(name, table)) : NotFound(name))
            .WithSummary("One table: rows, decisions, objectives.").Produces<TableAnswer>().ProducesProblem(404);

        // Any content type is taken, curl's default too: the first bytes tell gzip from text.
        tables.MapPut("/{name}", PutAsync)
            .WithSummary("Imports a CSV (plain or gzip, any content type): params_… columns or NAS-Bench-201 cells in 'arch', and values_… columns.")
            .Produces<TableAnswer>().Produces<TableAnswer>(201).ProducesValidationProblem().ProducesProblem(409).ProducesProblem(413);
        tables.MapDelete("/{name}", DeleteAsync).WithSummary("Deletes a table that no experiment searches.")
            .Produces(204).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> PutAsync(string name, CsvBytes body, TableLibrary library, CancellationToken cancellation)
    {
        try
        {
            var (table, isNew) = await library.PutAsync(name, body.Bytes, cancellation);
            var answer = TableAnswer.Of(name, table);
            return isNew ? Results.Created($"/api/tables/{name}", answer) : Results.Ok(answer);
        }
        catch (TableInUseException used)
        {
            return Problem.Of(StatusCodes.Status409Conflict, used.Message);
        }
    }

    private static async Task<IResult> DeleteAsync(string name, TableLibrary library, CancellationToken cancellation)
    {
        try
        {
            return await library.DeleteAsync(name, cancellation) ? Results.NoContent() : NotFound(name);
        }
        catch (TableInUseException used)
        {
            return Problem.Of(StatusCodes.Status409Conflict, used.Message);
        }
    }

    private static IResult NotFound(string name) =>
        Problem.Of(StatusCodes.Status404NotFound, $"There is no table '{name}'; GET /api/tables lists them.");
}

/// <param name="Rows">Distinct architectures.</param>
/// <param name="Architectures">How many there would be without gaps, exact decimal.</param>
/// <param name="IsomorphismClasses">Different ones; null where the file does not say.</param>
public sealed record TableAnswer(
    string Name,
    int Rows,
    string Architectures,
    ImmutableArray<TableDecision> Decisions,
    ImmutableArray<string> Objectives,
    int? IsomorphismClasses)
{
    public static TableAnswer Of(string name, Table table)
    {
        var classes = table.Rows.Select(row => row.IsomorphismClass).OfType<int>().Distinct().Count();
        return new TableAnswer(
            name,
            table.Rows.Length,
            Count(table.Decisions),
            [.. table.Decisions.Decisions.Select(decision => new TableDecision(decision.Name, [.. decision.Choices.Select(object (choice) => choice.Number is { } number ? number : choice.Text)]))],
            table.Objectives,
            classes > 0 ? classes : null);
    }

    private static string Count(DecisionSpace space)
    {
        try
        {
            return space.Count().ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (NotSupportedException)
        {
            return "";
        }
    }
}

/// <param name="Choices">Numbers ascending, words by first appearance.</param>
public sealed record TableDecision(string Name, ImmutableArray<object> Choices);
