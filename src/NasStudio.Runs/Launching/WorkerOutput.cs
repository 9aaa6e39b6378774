namespace NasStudio.Runs.Launching;

/// <summary>What a worker prints: kept in a file, the last line of standard error in memory. Thread-safe.</summary>
internal sealed class WorkerOutput : IDisposable
{
    /// <summary>Longer lines would not be read on a page.</summary>
    private const int LongestSentence = 500;

    private readonly Lock _gate = new();
    private readonly StreamWriter _file;
    private bool _disposed;

    public WorkerOutput(string path) =>
        _file = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };

    /// <summary>Null where nothing was printed there.</summary>
    public string? LastError { get; private set; }

    /// <param name="line">Null at the end of the stream.</param>
    public void Add(string? line)
    {
        lock (_gate)
        {
            if (line is not null && !_disposed)
            {
                _file.WriteLine(line);
            }
        }
    }

    public void AddError(string? line)
    {
        Add(line);
        if (!string.IsNullOrWhiteSpace(line))
        {
            var sentence = line.Trim();
            LastError = sentence.Length <= LongestSentence ? sentence : string.Concat(sentence.AsSpan(0, LongestSentence), "…");
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _file.Dispose();
        }
    }
}
