using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using NasStudio.Core.Documents;
using NasStudio.Datasets;
using NasStudio.Datasets.Contents;
using NasStudio.Datasets.Uploads;
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
        datasets.MapDelete("/{name}/download", (string name, DatasetDownloads downloads) => downloads.Cancel(name) ? Results.NoContent() : NotGoing(name))
            .WithSummary("Stops a download; nothing of it is kept.").Produces(204).ProducesProblem(409);
        datasets.MapPut("/{name}", Register).WithSummary("Gives a folder on the studio's disk a name: { \"folder\": \"/path\" }. Its files stay where they are.")
            .Accepts<FolderRequest>("application/json").Produces<DatasetAnswer>().Produces<DatasetAnswer>(201).ProducesValidationProblem();
        datasets.MapPut("/{name}/archive", UploadAsync).WithSummary("Unpacks a zip, tar or tar.gz of a data set's folder and gives it a name; any content type.")
            .Accepts<byte[]>("application/octet-stream").Produces<DatasetAnswer>().ProducesValidationProblem();
        datasets.MapDelete("/{name}", (string name, DatasetCatalogue catalogue) => catalogue.Unregister(name) ? Results.NoContent() : NotRegistered(name, catalogue))
            .WithSummary("Forgets a registered folder; its files stay.").Produces(204).ProducesProblem(404).ProducesProblem(409);
        datasets.MapGet("/{name}/contents", ContentsAsync).WithSummary("Images of each class, and identical images; reads the whole data set once.")
            .Produces<ContentsAnswer>().ProducesProblem(404).ProducesProblem(409);
        datasets.MapGet("/{name}/classes/{index:int}.png", StripAsync).WithSummary("The first eight training images of a class, side by side.")
            .Produces(200, contentType: "image/png").ProducesProblem(404).ProducesProblem(409);
    }

    private static IResult Register(string name, JsonText body, DatasetCatalogue catalogue)
    {
        var reader = DocumentReader.Parse(body.Text);
        var folder = reader.Text("folder");
        reader.End();
        reader.ThrowIfInvalid();
        var isNew = catalogue.Find(name) is null;
        try
        {
            var answer = DatasetAnswer.Of(catalogue.Register(name, folder), null);
            return isNew ? Results.Created($"/api/datasets/{Uri.EscapeDataString(name)}", answer) : Results.Ok(answer);
        }
        catch (InvalidDataException refused)
        {
            throw new DocumentException([new("folder", refused.Message)]);
        }
    }

    private static async Task<IResult> UploadAsync(string name, HttpContext context, DatasetCatalogue catalogue, CancellationToken cancellation)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = FolderArchive.MostBytes;
        }

        try
        {
            return Results.Ok(DatasetAnswer.Of(await catalogue.UploadAsync(name, context.Request.Body, cancellation), null));
        }
        catch (InvalidDataException refused)
        {
            throw new DocumentException([new("", refused.Message)]);
        }
    }

    private static async Task<IResult> ContentsAsync(string name, DatasetCatalogue catalogue, DatasetReading reading, CancellationToken cancellation)
    {
        if (catalogue.Find(name) is not { } entry)
        {
            return NotFound(name);
        }

        try
        {
            return Results.Ok(ContentsAnswer.Of(entry.Description, await reading.ReadAsync(name, cancellation)));
        }
        catch (InvalidDataException broken)
        {
            return Problem.Of(StatusCodes.Status409Conflict, broken.Message);
        }
    }

    private static async Task<IResult> StripAsync(string name, int index, DatasetCatalogue catalogue, DatasetReading reading, HttpContext context, CancellationToken cancellation)
    {
        if (catalogue.Find(name) is null)
        {
            return NotFound(name);
        }

        try
        {
            var strips = (await reading.ReadAsync(name, cancellation)).Strips;
            if (index >= strips.Length || strips[index].Length == 0)
            {
                return Problem.Of(StatusCodes.Status404NotFound, $"'{name}' has no images of a class {index}; its classes are 0 to {strips.Length - 1}.");
            }

            context.Response.Headers.CacheControl = "private, max-age=60";
            return Results.Bytes(strips[index], "image/png");
        }
        catch (InvalidDataException broken)
        {
            return Problem.Of(StatusCodes.Status409Conflict, broken.Message);
        }
    }

    private static IResult NotGoing(string name) =>
        Problem.Of(StatusCodes.Status409Conflict, $"No download of '{name}' is on its way.");

    private static IResult NotRegistered(string name, DatasetCatalogue catalogue) => catalogue.Find(name) is null
        ? NotFound(name)
        : Problem.Of(StatusCodes.Status409Conflict, $"'{name}' is no registered folder; take its folder away from the studio's disk instead.");

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
/// <param name="Folder">Where its files lie; null for generated images and where there are none yet.</param>
/// <param name="Remote">What a download would fetch; null where there is nothing to fetch.</param>
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
    DatasetDownload? Download,
    string? Folder,
    bool IsRegistered,
    RemoteSize? Remote)
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
            download,
            entry.Folder,
            entry.IsRegistered,
            entry.Download);
    }
}

/// <param name="Folder">Absolute path on the computer that runs the studio.</param>
public sealed record FolderRequest(string Folder);

/// <param name="SharedImages">Test images that the training split holds, too.</param>
/// <param name="RepeatedImages">Training images that are there before, identical.</param>
public sealed record ContentsAnswer(ImmutableArray<ClassAnswer> Classes, int SharedImages, int RepeatedImages)
{
    public static ContentsAnswer Of(DatasetDescription description, DatasetContents contents) => new(
        [.. description.Classes.Select((name, index) => new ClassAnswer(name, contents.TrainPerClass[index], contents.TestPerClass[index]))],
        contents.SharedImages,
        contents.RepeatedImages);
}

public sealed record ClassAnswer(string Name, int Train, int Test);

public sealed record ImageShape(int Channels, int Height, int Width);

public sealed record SplitSizes(int Train, int Test);
