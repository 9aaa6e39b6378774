using System.Net;
using System.Text.Json.Nodes;
using NasStudio.Core.Spaces;
using NasStudio.Web.Tests.Hosting;

namespace NasStudio.Web.Tests.Api;

/// <summary>Broken documents: each is answered 400 with the JSON path of the fault and a way out, and nothing is stored.</summary>
public sealed class BrokenDocumentsTests(Studio studio) : IClassFixture<Studio>
{
    [Theory]
    [InlineData("name", "\"two words\"", "name")]
    [InlineData("name", null, "name")]
    [InlineData("schemaVersion", "2", "schemaVersion")]
    [InlineData("input.channels", "0", "input.channels")]
    [InlineData("input.resolution", "[28, 16]", "input.resolution")]
    [InlineData("input.resolution", "[2]", "input.resolution[0]")]
    [InlineData("stem", null, "stem")]
    [InlineData("stem.kernel", "[4]", "stem.kernel")]
    [InlineData("stem.activation", "\"gelu!\"", "stem.activation")]
    [InlineData("stages", "[]", "stages")]
    [InlineData("stages.0.block", "\"resnet\"", "stages[0].block")]
    [InlineData("stages.0.stride", "3", "stages[0].stride")]
    [InlineData("stages.0.expand", "[\"six\"]", "stages[0].expand[0]")]
    [InlineData("stages.0.kernal", "[3]", "stages[0].kernal")]
    [InlineData("stages.1.depth", "[]", "stages[1].depth")]
    [InlineData("stages.2.width", "[20]", "stages[2].width")]
    [InlineData("stages.2.name", "\"conv1\"", "stages[2].name")]
    [InlineData("head.width", "[]", "head.width")]
    [InlineData("tie", "\"network\"", "tie")]
    [InlineData("constraints", "[{ \"nondecreasing\": \"kernel\" }]", "constraints[0].nondecreasing")]
    public async Task Analyze_BrokenSpace_400WithPathAndWayOut(string property, string? value, string path)
    {
        var document = Change(SearchSpaceWriter.Write(BuiltInSpaces.Find("hybrid-tiny")!), property, value);

        await AssertRefusedAsync("/api/search-spaces/analyze", document, path);
    }

    [Theory]
    [InlineData("name", null, "name")]
    [InlineData("name", "\"\"", "name")]
    [InlineData("searchSpace", "\"resnet-50\"", "searchSpace")]
    [InlineData("searchSpace", "{ \"schemaVersion\": 1 }", "searchSpace.stages")]
    [InlineData("dataset", null, "dataset")]
    [InlineData("dataset.name", "\"imagenet\"", "dataset.name")]
    [InlineData("dataset.name", "\"cifar10-by-hand\"", "dataset.name")]
    [InlineData("dataset.trainLimit", "20001", "dataset.trainLimit")]
    [InlineData("dataset.validation", "0", "dataset.validation")]
    [InlineData("dataset.validation", "\"many\"", "dataset.validation")]
    [InlineData("training.epochs", "0", "training.epochs")]
    [InlineData("training.batchSize", "1.5", "training.batchSize")]
    [InlineData("training.sampler", "{ \"name\": \"lucky\" }", "training.sampler.name")]
    [InlineData("training.optimizer", "{ \"learningRate\": -1 }", "training.optimizer.learningRate")]
    [InlineData("training.momentum", "0.9", "training.momentum")]
    [InlineData("search.strategy", "{ \"name\": \"genius\" }", "search.strategy.name")]
    [InlineData("search.evaluations", "-5", "search.evaluations")]
    [InlineData("search.objectives", "[\"beauty\"]", "search.objectives[0]")]
    [InlineData("search.constraints", "{ \"macs\": { \"max\": \"small\" } }", "search.constraints.macs.max")]
    [InlineData("search.device", "\"phone\"", "search.device")]
    [InlineData("seed", "-1", "seed")]
    [InlineData("colour", "\"red\"", "colour")]
    public async Task Submit_BrokenExperiment_400WithPathAndWayOut(string property, string? value, string path)
    {
        var document = Change(Studio.ValidExperiment("broken"), property, value);

        await AssertRefusedAsync("/api/experiments?start=true", document, path);

        var experiments = await studio.GetAsync("/api/experiments", TestContext.Current.CancellationToken);
        Assert.Empty(experiments.EnumerateArray());
    }

    [Theory]
    [InlineData("/api/experiments", "{ \"name\": ")]
    [InlineData("/api/experiments", "[]")]
    [InlineData("/api/experiments", "")]
    [InlineData("/api/search-spaces/analyze", "not json")]
    [InlineData("/api/search-spaces/analyze", "null")]
    public async Task Post_NoJsonObject_400WithErrors(string address, string body) => await AssertRefusedAsync(address, body, "");

    private static string Change(string json, string property, string? value)
    {
        var root = JsonNode.Parse(json)!;
        var steps = property.Split('.');
        var node = steps[..^1].Aggregate(root, (at, step) => int.TryParse(step, out var index) ? at[index]! : at[step]!);
        node.AsObject().Remove(steps[^1]);
        if (value is not null)
        {
            node[steps[^1]] = JsonNode.Parse(value);
        }

        return root.ToJsonString();
    }

    private async Task AssertRefusedAsync(string address, string body, string path)
    {
        var stop = TestContext.Current.CancellationToken;
        using var client = studio.CreateClient();
        using var answer = await client.PostAsync(address, Studio.Json(body), stop);

        var problem = await answer.IsProblemAsync(HttpStatusCode.BadRequest, stop);
        var errors = problem.GetProperty("errors");
        Assert.True(errors.TryGetProperty(path, out var messages), $"No error at '{path}': {errors}");
        var message = messages[0].GetString()!;
        Assert.Contains(WaysOut, way => message.Contains(way, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The imperative that tells what to do.</summary>
    private static readonly string[] WaysOut = ["use ", "give ", "write ", "remove ", "compare ", "raise ", "lower ", "needs "];
}
