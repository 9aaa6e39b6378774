using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NasStudio.Runs.Protocol;

namespace NasStudio.Runs.Tests.Protocol;

/// <summary>The worker's calls over real sockets, with a place in front of them where calls can be cut.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    /// <param name="front">Around every call; null: nothing.</param>
    public static async Task<TestServer> StartAsync(TestStudio studio, Func<HttpContext, RequestDelegate, Task>? front = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(studio.Ingest);
        var app = builder.Build();
        if (front is not null)
        {
            app.Use((call, next) => front(call, next));
        }

        app.MapWorkerApi();
        await app.StartAsync(CancellationToken.None);
        return new TestServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
