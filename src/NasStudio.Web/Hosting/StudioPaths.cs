using Microsoft.Extensions.Configuration;

namespace NasStudio.Web.Hosting;

/// <summary>Where the studio keeps and finds things, as absolute paths.</summary>
/// <param name="Home">NASSTUDIO_HOME: database, runs, checkpoints, downloads. Default .nasstudio beside appsettings.json.</param>
/// <param name="Data">NASSTUDIO_DATA: a folder with data sets; null where unset.</param>
public sealed record StudioPaths(string Home, string? Data)
{
    /// <summary>Where this file exists, every call carries its content (contracts: section 1).</summary>
    public string AccessTokenFile => Path.Combine(Home, "access-token");

    /// <summary>Downloaded data sets.</summary>
    public string Downloads => Path.Combine(Home, "data");

    /// <param name="contentRoot">Relative paths count from here, wherever the process was started.</param>
    public static StudioPaths From(IConfiguration configuration, string contentRoot)
    {
        var section = configuration.GetSection(StudioConfiguration.Section);
        var (home, data) = (section["Home"], section["Data"]);
        return new StudioPaths(
            Path.GetFullPath(string.IsNullOrWhiteSpace(home) ? ".nasstudio" : home, contentRoot),
            string.IsNullOrWhiteSpace(data) ? null : Path.GetFullPath(data, contentRoot));
    }
}
