using System.Text.Json;

namespace NasStudio.Runs.Protocol;

/// <summary>The events of one launch as JSON Lines, on the system's side of the process boundary as soon as they are added.</summary>
public sealed class EventJournal : IDisposable
{
    private static readonly byte[] NewLine = [(byte)'\n'];
    private readonly FileStream _file;

    public EventJournal(string path) =>
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);

    public void Add(RunEvent entry)
    {
        _file.Write(JsonSerializer.SerializeToUtf8Bytes(entry, RunJson.Options));
        _file.Write(NewLine);
        _file.Flush();
    }

    /// <summary>All whole lines; a last one that was cut off by the death of its writer is left out.</summary>
    public static IEnumerable<RunEvent> Read(string path)
    {
        var text = File.ReadAllText(path);
        var whole = text.LastIndexOf('\n');
        return whole < 0 ? [] : text[..whole].Split('\n').Select(line => JsonSerializer.Deserialize<RunEvent>(line, RunJson.Options)!);
    }

    public void Dispose() => _file.Dispose();
}
