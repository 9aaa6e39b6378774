using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace NasStudio.Web.Tests.Api;

/// <summary>What every answer that is an error must be.</summary>
public static class ProblemAssert
{
    public static async Task<JsonElement> IsProblemAsync(this HttpResponseMessage answer, HttpStatusCode status, CancellationToken cancellation)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.True(problem.GetProperty("detail").GetString()!.Length > 20, "The detail is a sentence.");
        return problem;
    }
}
