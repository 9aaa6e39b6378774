using System.Text.Json;

namespace NasStudio.Datasets;

/// <summary>Names of folders, kept in one file, so that they survive a restart and the worker knows them, too. Safe for concurrent use.</summary>
internal sealed class RegisteredFolders(string file)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };
    private readonly Lock _gate = new();

    public IReadOnlyCollection<string> Names => Read().Keys;

    public string? Find(string name) => Read().GetValueOrDefault(name);

    public void Put(string name, string folder)
    {
        lock (_gate)
        {
            var all = Read();
            all[name] = folder;
            Write(all);
        }
    }

    public bool Remove(string name)
    {
        lock (_gate)
        {
            var all = Read();
            var removed = all.Remove(name);
            if (removed)
            {
                Write(all);
            }

            return removed;
        }
    }

    /// <summary>A file that cannot be understood names nothing.</summary>
    private SortedDictionary<string, string> Read()
    {
        try
        {
            return File.Exists(file) && JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(file)) is { } known
                ? new SortedDictionary<string, string>(known, StringComparer.Ordinal)
                : new SortedDictionary<string, string>(StringComparer.Ordinal);
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return new SortedDictionary<string, string>(StringComparer.Ordinal);
        }
    }

    /// <summary>Readers see the old file or the new one, never a part, also if the process dies here.</summary>
    private void Write(SortedDictionary<string, string> folders)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var temporary = $"{file}.{Path.GetRandomFileName()}.tmp";
        using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
        {
            JsonSerializer.Serialize(stream, folders, Json);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, file, overwrite: true);
    }
}
