using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NasStudio.Export.Formats;
using NasStudio.Web.Subnets;

namespace NasStudio.Web.Api;

/// <summary>A subnet as a file. Works after the run has ended and the studio restarted.</summary>
internal static class SubnetDownloadApi
{
    public static void MapSubnetDownload(this IEndpointRouteBuilder subnets) =>
        subnets.MapGet("/subnets/{subnetId}/download", DownloadAsync)
            .WithSummary("The subnet as onnx, safetensors, json, or zip (all of them and a model card); in place of a duplicate, the subnet that was measured.")
            .Produces<byte[]>(200, "application/octet-stream").ProducesValidationProblem().ProducesProblem(404);

    private static async Task<IResult> DownloadAsync(
        Guid id,
        string subnetId,
        string? format,
        NewestRuns runs,
        SubnetFiles files,
        CancellationToken cancellation)
    {
        if (Exporters.Find(format ?? "") is not { } exporter)
        {
            var known = string.Join(", ", Exporters.All.Select(one => one.Format));
            return Problem.Invalid("format", $"'{format}' is not a format; use one of {known}, for example ?format=onnx.");
        }

        if (await runs.FindAsync(id, cancellation) is not { } newest)
        {
            return Problem.NoExperiment(id);
        }

        if (newest.Find(subnetId) is not { } found)
        {
            return Problem.NoSubnet(subnetId);
        }

        var subnet = newest.Measured(found.Subnet);
        try
        {
            using var content = new MemoryStream();
            exporter.Write(files.Package(newest.Experiment, newest.Snapshot!.Run, subnet), content);
            return Results.File(content.ToArray(), exporter.ContentType, SubnetFileName.Of(newest.Experiment.Name, subnet.Id, exporter.Format));
        }
        catch (Exception error) when (error is FileNotFoundException or InvalidDataException)
        {
            return Problem.Of(StatusCodes.Status404NotFound, error.Message);
        }
    }
}
