using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using NasStudio.Web.Theme;

namespace NasStudio.Web.Layout;

/// <summary>Bar, rail, theme, and the sentence that stands where a page failed.</summary>
public sealed partial class MainLayout : IAsyncDisposable
{
    private readonly DotNetObjectReference<MainLayout> _self;
    private ErrorBoundary? _boundary;
    private ThemePreference _preference = ThemePreference.System;
    private bool _dark;
    private bool _menuOpen;
    private string _path = "";

    public MainLayout() => _self = DotNetObjectReference.Create(this);

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string SkipLink => $"{new Uri(Navigation.Uri).PathAndQuery}#main";

    /// <summary>Called by the browser when the system switches between light and dark.</summary>
    [JSInvokable]
    public Task ShowDarkAsync(bool dark) => InvokeAsync(() =>
    {
        _dark = dark;
        StateHasChanged();
    });

    public async ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        try
        {
            await Browser.InvokeVoidAsync("studioTheme.unwatch");
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its listener with it.
        }

        _self.Dispose();
    }

    protected override void OnInitialized()
    {
        _path = new Uri(Navigation.Uri).AbsolutePath;
        Navigation.LocationChanged += OnLocationChanged;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            var stored = await Browser.InvokeAsync<string?>("studioTheme.preference");
            _preference = Enum.TryParse<ThemePreference>(stored, ignoreCase: true, out var preference) ? preference : ThemePreference.System;
            _dark = await Browser.InvokeAsync<bool>("studioTheme.watch", _self);
            StateHasChanged();
        }
    }

    private async Task ChooseThemeAsync(ThemePreference preference)
    {
        _preference = preference;
        _dark = await Browser.InvokeAsync<bool>("studioTheme.choose", preference.ToString().ToLowerInvariant());
    }

    private void ToggleMenu() => _menuOpen = !_menuOpen;

    private void CloseMenu() => _menuOpen = false;

    private void Recover() => _boundary?.Recover();

    /// <summary>Another page begins at its heading; the same page with another search or tab keeps focus where it is.</summary>
    private async Task ShowAsync(string path)
    {
        StateHasChanged();
        if (path == _path)
        {
            return;
        }

        _path = path;
        try
        {
            await Browser.InvokeVoidAsync("studioFocus.heading");
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone.
        }
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change)
    {
        _boundary?.Recover();
        _menuOpen = false;
        _ = InvokeAsync(() => ShowAsync(new Uri(change.Location).AbsolutePath));
    }
}
