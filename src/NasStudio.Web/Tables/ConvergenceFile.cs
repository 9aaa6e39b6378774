using System.Text.Json;
using NasStudio.Core.Tables;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Protocol;

namespace NasStudio.Web.Tables;

/// <summary>convergence.json, which a worker replaces whole after each repeat.</summary>
public static class ConvergenceFile
{
    /// <summary>Null where the run has not begun its search, or its folder was deleted.</summary>
    public static async Task<Convergence?> ReadAsync(RunRow? run, CancellationToken cancellation)
    {
        if (run?.Folder is not { } folder)
        {
            return null;
        }

        try
        {
            await using var file = File.OpenRead(Path.Combine(folder, RunFolder.Convergence));
            return await JsonSerializer.DeserializeAsync<Convergence>(file, RunJson.Options, cancellation);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
