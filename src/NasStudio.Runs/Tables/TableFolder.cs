using System.Collections.Concurrent;
using NasStudio.Core.Documents;
using NasStudio.Core.Experiments;
using NasStudio.Core.Tables;

namespace NasStudio.Runs.Tables;

/// <summary>
/// The imported tables: HOME/tables/NAME.csv, as they were given (plain or gzip). A file appears whole or not at all. Read
/// tables are kept while their file stays the same. Safe for several threads.
/// </summary>
public sealed class TableFolder(string home)
{
    private const int MaximumNameLength = 100;
    private readonly string _folder = Path.Combine(home, "tables");
    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);

    /// <summary>In alphabetical order.</summary>
    public IReadOnlyList<string> Names => !Directory.Exists(_folder) ? [] :
    [
        .. Directory.EnumerateFiles(_folder, "*.csv").Select(Path.GetFileNameWithoutExtension).OfType<string>().Where(IsName).Order(StringComparer.Ordinal),
    ];

    /// <summary>What experiments of this home may search.</summary>
    public TableShelf Shelf => new(Names, Find);

    /// <summary>Whether a name has 1 to 100 of A–Z, a–z, 0–9, dot, hyphen and underscore, a letter or digit first.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= MaximumNameLength
        && char.IsAsciiLetterOrDigit(name[0])
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_');

    /// <summary>Null where there is no such table.</summary>
    /// <exception cref="DocumentException">Somebody broke its file.</exception>
    public Table? Find(string name)
    {
        var file = new FileInfo(PathOf(name));
        if (!IsName(name) || !file.Exists)
        {
            _kept.TryRemove(name, out _);
            return null;
        }

        var (written, length) = (file.LastWriteTimeUtc, file.Length);
        if (_kept.TryGetValue(name, out var kept) && kept.Written == written && kept.Length == length)
        {
            return kept.Table;
        }

        var table = TableReader.Read(File.ReadAllBytes(file.FullName));
        _kept[name] = new Kept(table, written, length);
        return table;
    }

    /// <summary>Whether a table has exactly this content.</summary>
    public bool Holds(string name, ReadOnlySpan<byte> csv) =>
        IsName(name) && File.Exists(PathOf(name)) && csv.SequenceEqual(File.ReadAllBytes(PathOf(name)));

    /// <summary>Replaces an earlier table of that name. Where the process dies here, the earlier one stays.</summary>
    /// <param name="csv">Checked by the caller.</param>
    public void Save(string name, ReadOnlySpan<byte> csv)
    {
        if (!IsName(name))
        {
            throw new ArgumentException($"'{name}' is no name for a table.", nameof(name));
        }

        Directory.CreateDirectory(_folder);
        var temporary = Path.Combine(_folder, $".{name}.new");
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            file.Write(csv);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, PathOf(name), overwrite: true);
    }

    /// <summary>False where there is no such table.</summary>
    public bool Delete(string name)
    {
        if (!IsName(name) || !File.Exists(PathOf(name)))
        {
            return false;
        }

        File.Delete(PathOf(name));
        return true;
    }

    private string PathOf(string name) => Path.Combine(_folder, $"{name}.csv");

    private sealed record Kept(Table Table, DateTime Written, long Length);
}
