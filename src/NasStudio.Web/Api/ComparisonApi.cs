using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NasStudio.Web.Comparisons;

namespace NasStudio.Web.Api;

/// <summary>Several experiments beside one another, for the charts of the compare page and for programs.</summary>
internal static class ComparisonApi
{
    public static void MapComparison(this IEndpointRouteBuilder api) =>
        api.MapGet("/compare", GetAsync).WithTags("Experiments")
            .WithSummary("Up to 6 experiments (ids, comma-separated): fronts in the objectives they share, hypervolume over evaluations in the first one's box, differing settings; csv=fronts, hypervolumes or settings answers that part as CSV.")
            .Produces<ComparisonAnswer>(200, "application/json", "text/csv").ProducesValidationProblem().ProducesProblem(404);

    private static async Task<IResult> GetAsync(string? experiments, string? csv, ComparisonReader reader, CancellationToken cancellation)
    {
        var ids = ComparisonReader.Ids(experiments);
        if (ids.IsEmpty)
        {
            return Problem.Invalid("experiments", $"'{experiments}' holds no id of an experiment; write up to {ExperimentComparison.Most} ids with commas between, as GET /api/experiments lists them.");
        }

        var comparison = await reader.ReadAsync(ids, cancellation);
        if (ids.Except(comparison.Experiments.Select(one => one.Id)).ToList() is [var missing, ..])
        {
            return Problem.NoExperiment(missing);
        }

        return csv switch
        {
            null => Results.Ok(ComparisonAnswer.Of(comparison)),
            "fronts" => Csv(ComparisonCsv.Fronts(comparison), csv),
            "hypervolumes" => Csv(ComparisonCsv.Hypervolumes(comparison), csv),
            "settings" => Csv(ComparisonCsv.Settings(comparison), csv),
            _ => Problem.Invalid("csv", $"'{csv}' is no part of a comparison; use fronts, hypervolumes or settings."),
        };
    }

    private static IResult Csv(string text, string part) => Results.File(Encoding.UTF8.GetBytes(text), "text/csv", $"compare-{part}.csv");
}

/// <param name="Objectives">Shared by all: the first upwards, the second to the right; fewer: no fronts.</param>
public sealed record ComparisonAnswer(ImmutableArray<string> Objectives, ImmutableArray<ComparedSeries> Series, ImmutableArray<SettingDifference> Settings, ImmutableArray<string> Warnings)
{
    public static ComparisonAnswer Of(ExperimentComparison comparison) => new(
        [.. comparison.Objectives.Select(objective => objective.Name)],
        [.. comparison.Experiments.Select(ComparedSeries.Of)],
        comparison.Settings,
        comparison.Warnings);
}

/// <param name="Hypervolume">Of its front in the first experiment's box; null where that cannot be said.</param>
public sealed record ComparedSeries(Guid Experiment, string Name, PointColumns Front, PointColumns Baseline, CurveColumns? Curve, CurveColumns? Random, double? Hypervolume)
{
    public static ComparedSeries Of(ComparedExperiment one) =>
        new(one.Id, one.Name, PointColumns.Of(one.Front), PointColumns.Of(one.Baseline), CurveColumns.Of(one.Curve), CurveColumns.Of(one.Random), one.FrontHypervolume);
}

public sealed record PointColumns(ImmutableArray<string> Ids, ImmutableArray<double> X, ImmutableArray<double> Y)
{
    public static PointColumns Of(ImmutableArray<ComparedPoint> points) => new([.. points.Select(point => point.Id)], [.. points.Select(point => point.X)], [.. points.Select(point => point.Y)]);
}

/// <summary>After 1, 2, 3, … evaluations, over the seeds.</summary>
public sealed record CurveColumns(ImmutableArray<double> Low, ImmutableArray<double> Median, ImmutableArray<double> High, int Seeds)
{
    public static CurveColumns? Of(ComparedCurve? curve) => curve is null ? null : new(curve.Low, curve.Median, curve.High, curve.Ends.Length);
}
