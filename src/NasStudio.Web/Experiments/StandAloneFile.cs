using System.Text.Json;
using NasStudio.Core.Experiments;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Protocol;

namespace NasStudio.Web.Experiments;

/// <summary>stand-alone.json, which a worker replaces whole after each subnet that it trained alone.</summary>
public static class StandAloneFile
{
    /// <summary>Null where none is trained yet, or the run's folder was deleted.</summary>
    public static async Task<StandAloneRanking?> ReadAsync(RunRow? run, CancellationToken cancellation)
    {
        if (run?.Folder is not { } folder)
        {
            return null;
        }

        try
        {
            await using var file = File.OpenRead(Path.Combine(folder, RunFolder.StandAlone));
            return await JsonSerializer.DeserializeAsync<StandAloneRanking>(file, RunJson.Options, cancellation);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
