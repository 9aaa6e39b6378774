using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NasStudio.Core.Spaces;
using NasStudio.Datasets;
using NasStudio.Web.Parts.Subnets;
using NasStudio.Web.Subnets;

namespace NasStudio.Web.Api;

/// <summary>The block diagram of a subnet as a file.</summary>
internal static class DiagramApi
{
    public static void MapDiagram(this IEndpointRouteBuilder subnets) =>
        subnets.MapGet("/subnets/{subnetId}/diagram", GetAsync).WithSummary("The subnet's block diagram as an SVG file.")
            .Produces<string>(200, "image/svg+xml").ProducesProblem(404);

    private static async Task<IResult> GetAsync(Guid id, string subnetId, NewestRuns runs, DatasetCatalogue datasets, CancellationToken cancellation)
    {
        if (await runs.FindAsync(id, cancellation) is not { } newest)
        {
            return Problem.NoExperiment(id);
        }

        if (newest.Find(subnetId) is not { } found)
        {
            return Problem.NoSubnet(subnetId);
        }

        var document = newest.Experiment.Document;
        if (document.Table is not null)
        {
            return Problem.Of(StatusCodes.Status404NotFound, $"'{newest.Experiment.Name}' searches a table; nobody knows the networks of its rows.");
        }

        var space = new SearchSpace(document.SearchSpace);
        var network = space.Expand(space.Decisions.Canonical(found.Subnet.Search.Choices.AsSpan()), datasets.InputOf(document, space));
        var text = DiagramFile.Write(NetworkBlock.Of(network, document.SearchSpace), $"Subnet {found.Subnet.Id} of “{newest.Experiment.Name}”");
        return Results.File(Encoding.UTF8.GetBytes(text), "image/svg+xml", SubnetFileName.Of(newest.Experiment.Name, found.Subnet.Id, "svg"));
    }
}
