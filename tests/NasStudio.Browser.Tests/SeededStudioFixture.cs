namespace NasStudio.Browser.Tests;

/// <summary>One Chromium and one studio with a home that has been used.</summary>
public sealed class SeededStudioFixture : IAsyncLifetime
{
    private StudioProcess? _studio;
    private SeededHome? _home;

    public BrowserFixture Browser { get; } = new();

    public StudioProcess Studio => _studio ?? throw new InvalidOperationException("The studio was not started.");

    public SeededHome Home => _home ?? throw new InvalidOperationException("The home was not written.");

    public async ValueTask InitializeAsync()
    {
        await Browser.InitializeAsync();
        _home = await SeededHome.CreateAsync(TestContext.Current.CancellationToken);
        _studio = await StudioProcess.StartAsync(_home.Folder);
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
