using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using NasStudio.Core.Experiments;

namespace NasStudio.Export.Teachers;

/// <summary>
/// The models that may teach a training: HOME/teachers/NAME.onnx, put there by hand or kept from a run. What is known of a file
/// stays known while it stays the same. Safe for several threads.
/// </summary>
/// <param name="resolve">The path of a file that a document names; null: documents may not name files.</param>
public sealed partial class TeacherFolder(string home, Func<string, string>? resolve = null)
{
    private const string Extension = ".onnx";
    private readonly string _folder = Path.Combine(home, "teachers");
    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);

    /// <summary>In alphabetical order.</summary>
    public IReadOnlyList<string> Names => !Directory.Exists(_folder) ? [] :
    [
        .. Directory.EnumerateFiles(_folder, $"*{Extension}").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal),
    ];

    /// <summary>For documents.</summary>
    public TeacherShelf Shelf => new(Names, Find, resolve is null ? null : path => FactsOf(resolve(path)));

    /// <exception cref="InvalidDataException">It is gone, or no model that can teach.</exception>
    public TeacherModel Open(TeacherOptions teacher, TeacherImages images)
    {
        var path = teacher.File is { } file && resolve is not null ? resolve(file) : PathOf(teacher.Name);
        return path is not null && File.Exists(path)
            ? new TeacherModel(path, teacher.Temperature, images)
            : throw new InvalidDataException($"The teacher {teacher.Title} is gone; put its ONNX file back, or clone the experiment without it.");
    }

    /// <summary>Keeps a model under a name that is not taken yet: whole, or not at all where the process dies.</summary>
    /// <param name="write">Writes the ONNX file.</param>
    /// <exception cref="ArgumentException">The name is no file name, or is taken.</exception>
    public void Add(string name, Action<Stream> write)
    {
        if (!NamePattern().IsMatch(name))
        {
            throw new ArgumentException($"'{name}' is no name for a teacher; use 1 to 100 of A-Z, a-z, 0-9, '.', '_' and '-', the first a letter or a digit.", nameof(name));
        }

        Directory.CreateDirectory(_folder);
        var path = Path.Combine(_folder, $"{name}{Extension}");
        var temporary = Path.Combine(_folder, Path.GetRandomFileName());
        try
        {
            using (var file = File.Create(temporary))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new ArgumentException($"There is a teacher {name} already; use another name, or delete {path} first.", nameof(name));
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private TeacherFacts? Find(string name) => PathOf(name) is { } path && File.Exists(path) ? FactsOf(path) : null;

    /// <summary>Null for a name that would lead out of the folder.</summary>
    private string? PathOf(string? name) => name is not null && Names.Contains(name) ? Path.Combine(_folder, $"{name}{Extension}") : null;

    private TeacherFacts FactsOf(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new FileNotFoundException("There is no such file; give the path of an ONNX model.");
        }

        var (written, length) = (file.LastWriteTimeUtc, file.Length);
        if (!_kept.TryGetValue(path, out var kept) || (kept.Written, kept.Length) != (written, length))
        {
            kept = new Kept(TeacherGraph.FactsOf(path), written, length);
            _kept[path] = kept;
        }

        return kept.Facts;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z")]
    private static partial Regex NamePattern();

    private sealed record Kept(TeacherFacts Facts, DateTime Written, long Length);
}
