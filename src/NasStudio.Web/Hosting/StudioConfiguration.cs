using System.Collections;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

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

    private static string KeyOf(string name) =>
        name.Equals("URLS", StringComparison.OrdinalIgnoreCase) ? "urls" : $"{Section}:{name.Replace("__", ":", StringComparison.Ordinal)}";
}
