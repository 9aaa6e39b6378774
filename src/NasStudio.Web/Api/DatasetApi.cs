using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NasStudio.Datasets;
using NasStudio.Web.Datasets;

namespace NasStudio.Web.Api;

/// <summary>Data sets: what there is, and fetching those with an official address.</summary>
internal static class DatasetApi
{
    public static void MapDatasets(this IEndpointRouteBuilder api)
    {
        var datasets = api.MapGroup("/datasets").WithTags("Data sets");
        datasets.MapGet("", (DatasetCatalogue catalogue, DatasetDownloads downloads) =>
                catalogue.List().Select(entry => DatasetAnswer.Of(entry, downloads.Find(entry.Description.Name))).ToArray())
            .WithSummary("Every data set: shape, classes, split sizes and whether it is ready, downloadable or missing.");
        datasets.MapGet("/{name}", Get).WithSummary("One data set, with the progress of its download.").Produces<DatasetAnswer>().ProducesProblem(404);
        datasets.MapPost("/{name}/download", Download).WithSummary("Starts fetching a downloadable data set; nothing where it is ready or on its way.")
            .Produces<DatasetAnswer>(202).ProducesProblem(404).ProducesProblem(409);
    }

    private static IResult Get(string name, DatasetCatalogue catalogue, DatasetDownloads downloads) =>
        catalogue.Find(name) is { } entry ? Results.Ok(DatasetAnswer.Of(entry, downloads.Find(name))) : NotFound(name);

    private static IResult Download(string name, DatasetCatalogue catalogue, DatasetDownloads downloads)
    {
        if (catalogue.Find(name) is not { } entry)
        {
            return NotFound(name);
        }

        if (entry.State is DatasetState.Missing)
        {
            return Problem.Of(StatusCodes.Status409Conflict, entry.Problem ?? $"'{name}' has no official address; put its folder under NASSTUDIO_DATA.");
        }

        var download = entry.State is DatasetState.Downloadable ? downloads.Start(name) : null;
        return Results.Accepted($"/api/datasets/{Uri.EscapeDataString(name)}", DatasetAnswer.Of(entry, download));
    }

    private static IResult NotFound(string name) =>
        Problem.Of(StatusCodes.Status404NotFound, $"There is no data set '{name}'; GET /api/datasets lists them.");
}

/// <param name="State">"ready", "downloadable" or "missing".</param>
/// <param name="Problem">Why it cannot be used, and what to do; null where it can.</param>
/// <param name="Download">Of the newest download since the studio's start; null where there was none.</param>
public sealed record DatasetAnswer(
    string Name,
    string Title,
    string Source,
    ImmutableArray<string> Classes,
    ImageShape Shape,
    SplitSizes Splits,
    string State,
    string? Problem,
    DatasetDownload? Download)
{
    public static DatasetAnswer Of(DatasetEntry entry, DatasetDownload? download)
    {
        var description = entry.Description;
        return new DatasetAnswer(
            description.Name,
            description.Title,
            description.Source,
            description.Classes,
            new ImageShape(description.Channels, description.Height, description.Width),
            new SplitSizes(description.TrainImages, description.TestImages),
            entry.State switch
            {
                DatasetState.Ready => "ready",
                DatasetState.Downloadable => "downloadable",
                _ => "missing",
            },
            entry.Problem,
            download);
    }
}

public sealed record ImageShape(int Channels, int Height, int Width);

public sealed record SplitSizes(int Train, int Test);
