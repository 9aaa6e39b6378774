using System.Text.Json;
using NasStudio.Runs.Protocol;

namespace NasStudio.Runs.Estimates;

/// <summary>
/// What earlier runs measured of this machine, in HOME/calibration/run-pace.json: written by the worker at the end of a run, read
/// by the studio to estimate the next one.
/// </summary>
public sealed class RunPaces(string home)
{
    /// <summary>Beyond it the oldest are forgotten.</summary>
    public const int Kept = 40;

    private string File => Path.Combine(home, "calibration", "run-pace.json");

    /// <summary>Those of a machine, the newest first. A file that cannot be understood counts as none.</summary>
    public IReadOnlyList<RunPace> Of(string machine) => [.. Read().Where(pace => pace.Machine == machine).OrderByDescending(pace => pace.Measured)];

    /// <summary>Readers see the old file or the new one, never a part, also if the process dies here.</summary>
    public void Add(RunPace pace)
    {
        RunPace[] kept = [.. Read().Append(pace).TakeLast(Kept)];
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        var temporary = $"{File}.{Path.GetRandomFileName()}.tmp";
        using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
        {
            JsonSerializer.Serialize(stream, kept, RunJson.Options);
            stream.Flush(flushToDisk: true);
        }

        System.IO.File.Move(temporary, File, overwrite: true);
    }

    private RunPace[] Read()
    {
        try
        {
            return System.IO.File.Exists(File) ? JsonSerializer.Deserialize<RunPace[]>(System.IO.File.ReadAllBytes(File), RunJson.Options) ?? [] : [];
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
