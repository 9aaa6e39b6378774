using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using NasStudio.Runs.Feeds;
using NasStudio.Runs.Launching;
using NasStudio.Runs.Scheduling;

namespace NasStudio.Web.Tests.Hosting;

/// <summary>The whole studio in memory, with a home of its own; runs are done by a <see cref="ScriptedLauncher"/>.</summary>
public class Studio : WebApplicationFactory<Program>
{
    public Studio()
    {
        Home = Directory.CreateTempSubdirectory("nasstudio-web-").FullName;
        Launcher = new ScriptedLauncher(() => CreateClient());
    }

    public string Home { get; }

    public ScriptedLauncher Launcher { get; }

    /// <summary>A submission that is valid as it stands.</summary>
    public static string ValidExperiment(string name = "first look") => $$"""
        {
          "schemaVersion": 1, "name": "{{name}}", "searchSpace": "hybrid-tiny",
          "dataset": { "name": "shapes", "trainLimit": 1000, "validation": 500 },
          "training": { "epochs": 1 }, "search": { "evaluations": 50 }
        }
        """;

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    public async Task<Guid> SubmitAsync(bool start, CancellationToken cancellation, string name = "first look")
    {
        using var client = CreateClient();
        using var answer = await client.PostAsync($"/api/experiments?start={start}", Json(ValidExperiment(name)), cancellation);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("id").GetGuid();
    }

    public async Task<JsonElement> GetAsync(string address, CancellationToken cancellation)
    {
        using var client = CreateClient();
        return await client.GetFromJsonAsync<JsonElement>(address, cancellation);
    }

    /// <summary>Completes when the experiment says so; subscribes, then reads, as every watcher does.</summary>
    public async Task<JsonElement> WaitForAsync(Guid experiment, string state, CancellationToken cancellation)
    {
        using var changed = new SemaphoreSlim(1);
        using var subscription = Services.GetRequiredService<IRunFeeds>().SubscribeToAll(() => changed.Release());
        while (true)
        {
            await changed.WaitAsync(cancellation);
            var answer = await GetAsync($"/api/experiments/{experiment}", cancellation);
            if (answer.GetProperty("state").GetString() == state)
            {
                return answer;
            }
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(Home, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        // As it is for those who use it.
        builder.UseEnvironment("Production");
        builder.UseSetting("NasStudio:Home", Home);
        builder.UseSetting("NasStudio:Data", Directory.CreateDirectory(Path.Combine(Home, "empty")).FullName);
        builder.UseSetting("NasStudio:StopGrace", "00:00:00");
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<IRunLauncher>(Launcher);
            services.AddSingleton<ServerAddress>(_ => Task.FromResult(new Uri("http://localhost")));
        });
    }
}
