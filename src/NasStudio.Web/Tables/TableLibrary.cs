using NasStudio.Core.Decisions;
using NasStudio.Core.Documents;
using NasStudio.Core.Experiments;
using NasStudio.Core.Spaces;
using NasStudio.Core.Tables;
using NasStudio.Runs;
using NasStudio.Runs.Tables;

namespace NasStudio.Web.Tables;

/// <summary>
/// The imported tables by name. One that an experiment searches stays as it is: its subnets would otherwise mean something else.
/// </summary>
public sealed class TableLibrary(IRunStore store, TableFolder folder) : IDisposable
{
    private readonly SemaphoreSlim _writing = new(1, 1);

    /// <summary>What experiments may search.</summary>
    public TableShelf Shelf => folder.Shelf;

    /// <summary>In alphabetical order; a file that somebody broke by hand is left out.</summary>
    public IReadOnlyList<(string Name, Table Table)> List()
    {
        var tables = new List<(string, Table)>();
        foreach (var name in folder.Names)
        {
            if (TryFind(name) is { } table)
            {
                tables.Add((name, table));
            }
        }

        return tables;
    }

    /// <summary>Null where there is no such table.</summary>
    public Table? Find(string name) => TryFind(name);

    /// <summary>What the architectures of an experiment consist of; null where its table is gone.</summary>
    public DecisionSpace? DecisionsOf(ExperimentDocument experiment) =>
        experiment.Table is { } source ? TryFind(source.Name ?? "")?.Decisions : new SearchSpace(experiment.SearchSpace).Decisions;

    /// <summary>Imports a table under a name, replacing an earlier one.</summary>
    /// <param name="csv">Plain or gzip.</param>
    /// <exception cref="DocumentException">The name or the table is broken; with line and column.</exception>
    /// <exception cref="TableInUseException">An experiment searches the earlier one, and the new one differs.</exception>
    public async Task<(Table Table, bool IsNew)> PutAsync(string name, byte[] csv, CancellationToken cancellation)
    {
        if (!TableFolder.IsName(name))
        {
            throw new DocumentException([new("name", $"'{name}' is no name for a table; use 1 to 100 of A–Z, a–z, 0–9, dot, hyphen and underscore, a letter or digit first.")]);
        }

        var table = await Task.Run(() => TableReader.Read(csv), cancellation);
        await _writing.WaitAsync(cancellation);
        try
        {
            var isNew = TryFind(name) is null;
            if (!folder.Holds(name, csv))
            {
                await ThrowIfInUseAsync(name, "import this one under another name", cancellation);
                folder.Save(name, csv);
            }

            return (table, isNew);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>False where there is no such table.</summary>
    /// <exception cref="TableInUseException">An experiment searches it.</exception>
    public async Task<bool> DeleteAsync(string name, CancellationToken cancellation)
    {
        await ThrowIfInUseAsync(name, "delete that experiment first", cancellation);
        return folder.Delete(name);
    }

    public void Dispose() => _writing.Dispose();

    private async Task ThrowIfInUseAsync(string name, string wayOut, CancellationToken cancellation)
    {
        var experiments = await store.ListExperimentsAsync(cancellation);
        if (experiments.FirstOrDefault(experiment => experiment.Document.Table?.Name == name) is { } user)
        {
            throw new TableInUseException($"The experiment '{user.Name}' searches the table '{name}', which therefore stays as it is; {wayOut}.");
        }
    }

    private Table? TryFind(string name)
    {
        try
        {
            return folder.Find(name);
        }
        catch (Exception error) when (error is DocumentException or IOException)
        {
            return null;
        }
    }
}

/// <summary>A table cannot change or go because an experiment searches it.</summary>
public sealed class TableInUseException(string message) : Exception(message);
