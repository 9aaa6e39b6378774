using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NasStudio.Core.Costs;
using NasStudio.Core.Documents;
using NasStudio.Core.Networks;
using NasStudio.Core.Spaces;
using NasStudio.Web.Spaces;

namespace NasStudio.Web.Api;

/// <summary>What a space holds, and what one of its architectures looks like, without training anything.</summary>
internal static class SpaceAnalysisApi
{
    public static void MapSpaceAnalysis(this IEndpointRouteBuilder api)
    {
        var spaces = api.MapGroup("/search-spaces").WithTags("Search spaces");
        spaces.MapPost("/analyze", (JsonText body) => Results.Ok(AnalysisAnswer.Of(SpaceAnalysis.Of(new SearchSpace(SearchSpaceReader.Read(body.Text))))))
            .WithSummary("The exact number of distinct subnets, and the range of MACs and parameters.")
            .Accepts<JsonObject>("application/json").Produces<AnalysisAnswer>().ProducesValidationProblem();
        spaces.MapPost("/{name}/describe", DescribeAsync)
            .WithSummary("Layers, MACs and parameters of one subnet: { \"architecture\": { decision: value } } or { \"architecture\": \"id\" }.")
            .Accepts<JsonObject>("application/json").Produces<DescriptionAnswer>().ProducesValidationProblem().ProducesProblem(404);
    }

    private static async Task<IResult> DescribeAsync(string name, JsonText body, SpaceLibrary library, CancellationToken cancellation)
    {
        if (await library.FindAsync(name, cancellation) is not { } document)
        {
            return SearchSpaceApi.NotFound(name);
        }

        var space = new SearchSpace(document);
        var reader = DocumentReader.Parse(body.Text);
        var architecture = ArchitectureReader.Read(reader, space.Decisions);
        return Results.Ok(DescriptionAnswer.Of(architecture.Id, space.Expand(architecture, space.DefaultInput), PaperCount.Find(document.PaperCount)));
    }
}

/// <param name="Subnets">Exact decimal count of distinct subnets; a text, because it exceeds what JSON numbers carry.</param>
/// <param name="Decisions">Number of decisions.</param>
/// <param name="PaperMacs">As the space's source counts them; absent where it counts as we do.</param>
public sealed record AnalysisAnswer(
    string Subnets,
    double Log10Subnets,
    CostRange Macs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CostRange? PaperMacs,
    CostRange Parameters,
    int Decisions)
{
    public static AnalysisAnswer Of(SpaceAnalysis analysis) => new(
        analysis.Subnets.ToString(CultureInfo.InvariantCulture),
        analysis.Log10Subnets,
        analysis.Macs,
        analysis.Paper?.Macs,
        analysis.Parameters,
        analysis.Decisions);
}

/// <param name="Id">The subnet's id within its space.</param>
/// <param name="Macs">Multiply-accumulates (papers: FLOPs), one image.</param>
/// <param name="PaperMacs">As the space's source counts them; absent where it counts as we do.</param>
/// <param name="PeakActivationBytes">Largest sum of layer outputs alive at once, one image.</param>
public sealed record DescriptionAnswer(
    string Id,
    long Macs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? PaperMacs,
    long Parameters,
    long PeakActivationBytes,
    NetworkInput Input,
    IReadOnlyList<LayerAnswer> Layers)
{
    public static DescriptionAnswer Of(string id, Network network, PaperCount? paper)
    {
        var cost = NetworkCost.Of(network);
        return new DescriptionAnswer(id, cost.Macs, paper?.MacsOf(network), cost.Parameters, cost.PeakActivationBytes, network.Input, LayerAnswer.AllOf(network));
    }
}
