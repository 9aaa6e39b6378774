using System.Globalization;
using NasStudio.Core.Documents;

namespace NasStudio.Core.Tables;

/// <summary>What is wrong with a table, each with line and column; after some, nobody reads on.</summary>
internal sealed class TableErrors
{
    private const int Most = 20;
    private readonly List<DocumentError> _errors = [];

    public int Count => _errors.Count;

    public bool IsFull => _errors.Count >= Most;

    /// <param name="column">From 0.</param>
    /// <param name="name">The column's name; empty where it has none.</param>
    public void Add(int line, int column, string name, string message) =>
        Add(string.Create(CultureInfo.InvariantCulture, $"line {line}, column {column + 1}{(name.Length == 0 ? "" : $" ({name})")}"), message);

    public void Add(string path, string message)
    {
        if (!IsFull)
        {
            _errors.Add(new DocumentError(path, message));
        }
    }

    /// <exception cref="DocumentException">There is an error.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw new DocumentException(_errors);
        }
    }
}
