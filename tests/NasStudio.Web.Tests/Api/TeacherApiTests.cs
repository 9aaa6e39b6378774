using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NasStudio.Web.Tests.Hosting;

namespace NasStudio.Web.Tests.Api;

public sealed class TeacherApiTests(FinishedRun studio) : IClassFixture<FinishedRun>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Address => $"/api/experiments/{studio.Experiment}/subnets/{FinishedRun.Architectures[0].Id}/teacher";

    [Fact]
    public async Task Post_ThenAnExperimentThatNamesIt_IsAcceptedAndOneThatNamesAnotherIsNot()
    {
        using var client = studio.CreateClient();
        using var kept = await client.PostAsJsonAsync(Address, new { name = "small-first" }, Stop);
        Assert.Equal(HttpStatusCode.Created, kept.StatusCode);

        using var accepted = await client.PostAsync("/api/experiments", Learning("small-first"), Stop);
        using var refused = await client.PostAsync("/api/experiments", Learning("small-second"), Stop);

        Assert.Equal(HttpStatusCode.Created, accepted.StatusCode);
        Assert.Contains("small-first", await ErrorAsync(refused, "training.teacher.name", Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../out")]
    [InlineData("")]
    [InlineData(".hidden")]
    public async Task Post_NameThatIsNoFileName_SaysWhatIs(string name)
    {
        using var client = studio.CreateClient();
        using var answer = await client.PostAsJsonAsync(Address, new { name }, Stop);

        Assert.Contains("A-Z", await ErrorAsync(answer, "name", Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_NameThatIsTaken_IsRefused()
    {
        using var client = studio.CreateClient();
        using var first = await client.PostAsJsonAsync(Address, new { name = "taken" }, Stop);
        using var second = await client.PostAsJsonAsync(Address, new { name = "taken" }, Stop);

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Contains("another name", await ErrorAsync(second, "name", Stop), StringComparison.Ordinal);
    }

    private static async Task<string> ErrorAsync(HttpResponseMessage answer, string path, CancellationToken cancellation) =>
        (await answer.IsProblemAsync(HttpStatusCode.BadRequest, cancellation)).GetProperty("errors").GetProperty(path)[0].GetString()!;

    private static StringContent Learning(string teacher)
    {
        var document = JsonSerializer.SerializeToNode(new
        {
            schemaVersion = 1,
            name = "pupil",
            searchSpace = "hybrid-tiny",
            dataset = new { name = "shapes" },
            training = new { teacher = new { name = teacher } },
        })!;
        return new StringContent(document.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
    }
}
