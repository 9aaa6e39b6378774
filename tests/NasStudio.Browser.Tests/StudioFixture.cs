namespace NasStudio.Browser.Tests;

/// <summary>One studio and one Chromium for all tests of this project.</summary>
public sealed class StudioFixture : IAsyncLifetime
{
    private StudioProcess? _studio;

    public BrowserFixture Browser { get; } = new();

    public StudioProcess Studio => _studio ?? throw new InvalidOperationException("The studio was not started.");

    public async ValueTask InitializeAsync()
    {
        await Browser.InitializeAsync();
        _studio = await StudioProcess.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        if (_studio is not null)
        {
            await _studio.DisposeAsync();
        }
    }

    /// <summary>The address of a page of the studio.</summary>
    public string At(string path) => new Uri(Studio.Address, path).ToString();
}
