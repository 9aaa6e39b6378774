using System.Collections;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using NasStudio.Runs;

namespace NasStudio.Web.Hosting;

/// <summary>appsettings.json (section NasStudio), then NASSTUDIO_ variables, then the command line; a later one wins.</summary>
public static class StudioConfiguration
{
    public const string Section = "NasStudio";
    private const string Prefix = "NASSTUDIO_";
    private const string QuickstartFlag = "--quickstart";

    private static readonly Dictionary<string, string> Switches = new(StringComparer.OrdinalIgnoreCase)
    {
        ["--home"] = $"{Section}:Home",
        ["--data"] = $"{Section}:Data",
        ["--hosts"] = $"{Section}:Hosts",
    };

    public static bool AsksForQuickstart(string[] arguments) => arguments.Contains(QuickstartFlag, StringComparer.Ordinal);

    /// <summary>Without the flag, which the command-line provider would take for the key of the next argument.</summary>
    public static string[] WithoutFlags(string[] arguments) => [.. arguments.Where(argument => argument != QuickstartFlag)];

    public static void AddStudioConfiguration(this WebApplicationBuilder builder, string[] arguments)
    {
        builder.Configuration.AddInMemoryCollection(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Where(variable => ((string)variable.Key).StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            .Select(variable => KeyValuePair.Create(KeyOf(((string)variable.Key)[Prefix.Length..]), (string?)variable.Value)));
        builder.Configuration.AddCommandLine(WithoutFlags(arguments), Switches);
    }

    /// <summary>Relative paths count from the content root, wherever the process was started.</summary>
    public static StudioOptions ReadStudioOptions(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection(Section);
        var root = builder.Environment.ContentRootPath;
        var defaults = new StudioOptions { Home = Under(root, section["Home"]) ?? Path.Combine(root, ".nasstudio") };
        return (defaults with
        {
            Data = Under(root, section["Data"]),
            WorkerPath = Under(root, section["WorkerPath"]),
            ParallelRuns = section.GetValue(nameof(StudioOptions.ParallelRuns), defaults.ParallelRuns),
            StopGrace = section.GetValue(nameof(StudioOptions.StopGrace), defaults.StopGrace),
        }).Validated();
    }

    private static string? Under(string root, string? path) => string.IsNullOrWhiteSpace(path) ? null : Path.GetFullPath(path, root);

    private static string KeyOf(string name) =>
        name.Equals("URLS", StringComparison.OrdinalIgnoreCase) ? "urls" : $"{Section}:{name.Replace("__", ":", StringComparison.Ordinal)}";
}
