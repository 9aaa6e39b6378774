using System.Text.Json;
using NasStudio.Core.Documents;
using NasStudio.Core.Tables;

namespace NasStudio.Core.Experiments;

/// <summary>Reads an experiment document that has a "table" in place of searchSpace, dataset and training.</summary>
internal sealed class TableExperiment(DocumentReader reader, TableShelf tables)
{
    /// <exception cref="DocumentException">With every error found.</exception>
    public ExperimentDocument Read(string name)
    {
        foreach (var trained in new[] { "searchSpace", "dataset", "training" })
        {
            if (reader.Raw(trained) is not null)
            {
                reader.Error(trained, $"A table is searched instead of training; leave out \"{trained}\", or leave out \"table\".");
            }
        }

        var (source, table) = Source();
        var search = TableSearchSection.Read(reader, table);
        var repeats = reader.WholeNumber("repeats", 1, 1, ExperimentDocument.MaximumRepeats);
        var seed = reader.LargeWholeNumber("seed", 1, 0, ExperimentDocument.MaximumSeed);
        if (seed > ExperimentDocument.MaximumSeed - repeats + 1)
        {
            reader.Error("seed", $"{seed} leaves no room for {repeats} seeds, each one larger; use at most {ExperimentDocument.MaximumSeed - repeats + 1}.");
        }

        var merges = reader.Flag("mergeIsomorphic", false);
        if (merges && table is not null && !table.Rows.Any(row => row.IsomorphismClass is not null))
        {
            reader.Error("mergeIsomorphic", $"true: {source.Title} has no column isomorphism_class, so nobody knows which rows are one network; leave it out.");
        }

        reader.End();
        reader.ThrowIfInvalid();
        return new ExperimentDocument { Name = name, Table = source, Search = search, Repeats = repeats, Seed = (ulong)seed, MergeIsomorphic = merges };
    }

    private (TableSource Source, Table? Table) Source()
    {
        var known = tables.Names.Count == 0 ? "there is none yet, so import one first" : $"use one of {string.Join(", ", tables.Names)}";
        switch (reader.Raw("table"))
        {
            case { ValueKind: JsonValueKind.String }:
                var name = reader.Text("table");
                var table = tables.Find(name);
                if (table is null)
                {
                    reader.Error("table", $"\"{name}\" is no table here; {known}{(tables.OpenFile is null ? "" : ", or give { \"file\": \"path.csv\" }")}.");
                }

                return (new TableSource(Name: name), table);
            case { ValueKind: JsonValueKind.Object }:
                return File(reader.Child("table")!);
            case { } other:
                reader.Error("table", $"{DocumentReader.Show(other)} is not the name of a table; {known}.");
                break;
        }

        return (new TableSource(Name: ""), null);
    }

    private (TableSource Source, Table? Table) File(DocumentReader section)
    {
        var file = section.Text("file");
        section.End();
        if (!section.Has("file") || file.Length == 0)
        {
            return (new TableSource(File: file), null);
        }

        if (tables.OpenFile is null)
        {
            section.Error("file", $"\"{file}\": files are read only by the worker's command line; import the table under a name and give that.");
            return (new TableSource(File: file), null);
        }

        try
        {
            return (new TableSource(File: file), tables.OpenFile(file));
        }
        catch (DocumentException broken)
        {
            foreach (var error in broken.Errors)
            {
                section.Error("file", $"{file}, {error.Path}: {error.Message}");
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            section.Error("file", $"\"{file}\" cannot be read: {error.Message} Give the path of a CSV file.");
        }

        return (new TableSource(File: file), null);
    }
}
