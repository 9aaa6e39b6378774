using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace NasStudio.Browser.Tests;

/// <summary>A browser page that remembers what it must not do.</summary>
public sealed class WatchedPage : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _faults = new();

    public WatchedPage(IPage page)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error")
            {
                _faults.Enqueue($"console: {message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, error) => _faults.Enqueue($"page: {error}");
        page.Request += (_, request) =>
        {
            var address = new Uri(request.Url);
            if (address.Scheme is not ("data" or "blob") && address.Host != "127.0.0.1")
            {
                _faults.Enqueue($"request: {request.Url}");
            }
        };
    }

    public IPage Page { get; }

    /// <summary>Console errors, uncaught exceptions, and requests to any address but 127.0.0.1.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
