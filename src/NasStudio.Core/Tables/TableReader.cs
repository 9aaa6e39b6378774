using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using NasStudio.Core.Decisions;
using NasStudio.Core.Documents;

namespace NasStudio.Core.Tables;

/// <summary>
/// Reads a table from CSV, plain or gzip: decisions from <c>params_…</c> columns or from NAS-Bench-201 cells in a column <c>arch</c>,
/// objectives from <c>values_…</c> columns (beside <c>arch</c>, every other column of numbers), and <c>isomorphism_class</c>; or the
/// results of DyNAS-T (<see cref="SubnetDictionaries"/>).
/// </summary>
public static class TableReader
{
    public const int MaximumRows = 1_000_000;

    /// <summary>Of the unpacked text, bytes.</summary>
    public const int MaximumSize = 128 * 1024 * 1024;

    /// <exception cref="DocumentException">With line and column of each error found.</exception>
    public static Table Read(ReadOnlySpan<byte> csv) => Read(Decode(csv));

    /// <exception cref="DocumentException">With line and column of each error found.</exception>
    public static Table Read(string csv)
    {
        var errors = new TableErrors();
        var lines = CsvText.Split(csv.TrimStart('\uFEFF'), errors);
        errors.ThrowIfAny();
        if (lines.Count < 2 || lines.Count > MaximumRows + 1)
        {
            errors.Add("", $"{Math.Max(0, lines.Count - 1)} rows below the header; a table has a header and 1 to {MaximumRows} rows.");
            errors.ThrowIfAny();
        }

        var width = lines[0].Cells.Length;
        foreach (var line in lines.Where(line => line.Cells.Length != width))
        {
            errors.Add(line.Number, Math.Min(line.Cells.Length, width), "", $"The line has {line.Cells.Length} cells, the header {width}; give every line one cell per column.");
        }

        errors.ThrowIfAny();
        if (SubnetDictionaries.ColumnOf(lines[0]) is >= 0 and var column)
        {
            lines = SubnetDictionaries.Expand(lines, column, errors);
            errors.ThrowIfAny();
        }

        var columns = TableColumns.Of(lines[0], errors);
        errors.ThrowIfAny();
        lines.RemoveAt(0);
        var (space, choices) = columns.Cell >= 0 ? Cells(columns, lines, errors) : TableDecisions.Of(columns, lines, errors);
        var objectives = columns.Objectives(lines, errors);
        errors.ThrowIfAny();
        var rows = Rows(space, choices, columns, objectives, lines, errors);
        errors.ThrowIfAny();
        return new Table(space, [.. objectives.Select(objective => objective.Name)], rows);
    }

    private static (DecisionSpace Space, List<int[]> Choices) Cells(TableColumns columns, List<CsvLine> lines, TableErrors errors)
    {
        var choices = new List<int[]>(lines.Count);
        foreach (var line in lines)
        {
            if (CellString.Parse(line.Cells[columns.Cell], out var problem) is { } cell)
            {
                choices.Add(cell);
            }
            else
            {
                errors.Add(line.Number, columns.Cell, columns.Names[columns.Cell], problem);
            }
        }

        return (CellString.Decisions, choices);
    }

    private static ImmutableArray<TableRow> Rows(
        DecisionSpace space,
        List<int[]> choices,
        TableColumns columns,
        ImmutableArray<(string Name, int Column)> objectives,
        List<CsvLine> lines,
        TableErrors errors)
    {
        var rows = ImmutableArray.CreateBuilder<TableRow>(lines.Count);
        var known = new Dictionary<Architecture, TableRow>();
        for (var i = 0; i < lines.Count && !errors.IsFull; i++)
        {
            var line = lines[i];
            var values = objectives.Select(objective => Value(line, objective.Column, columns, errors)).ToImmutableArray();
            var row = new TableRow(space.Canonical(choices[i]), values, IsomorphismClass(line, columns, errors), line.Number);
            if (known.TryAdd(row.Architecture, row))
            {
                rows.Add(row);
                continue;
            }

            var first = known[row.Architecture];
            var other = Enumerable.Range(0, objectives.Length).FirstOrDefault(objective => !values[objective].Equals(first.Values[objective]), -1);
            if (other >= 0)
            {
                var (_, column) = objectives[other];
                errors.Add(line.Number, column, columns.Names[column], string.Create(CultureInfo.InvariantCulture,
                    $"{values[other]} for an architecture that has {first.Values[other]} in line {first.Line}; a table has one row per architecture: keep one of the two."));
            }
        }

        return rows.ToImmutable();
    }

    private static double Value(CsvLine line, int column, TableColumns columns, TableErrors errors)
    {
        if (double.TryParse(line.Cells[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
        {
            return value;
        }

        errors.Add(line.Number, column, columns.Names[column], $"\"{line.Cells[column]}\" is not a finite number; give one such as 93.66, or leave the row out.");
        return 0;
    }

    private static int? IsomorphismClass(CsvLine line, TableColumns columns, TableErrors errors)
    {
        if (columns.IsomorphismClass < 0 || line.Cells[columns.IsomorphismClass].Length == 0)
        {
            return null;
        }

        if (int.TryParse(line.Cells[columns.IsomorphismClass], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        errors.Add(line.Number, columns.IsomorphismClass, TableColumns.IsomorphismClassName, $"\"{line.Cells[columns.IsomorphismClass]}\" is not a whole number; number the classes 0, 1, 2, …");
        return null;
    }

    private static string Decode(ReadOnlySpan<byte> csv)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(csv is [0x1F, 0x8B, ..] ? Unpack(csv) : csv);
        }
        catch (Exception error) when (error is InvalidDataException or DecoderFallbackException)
        {
            throw new DocumentException([new("", "The file is neither UTF-8 text nor gzip of it, or unpacks to more than "
                + $"{MaximumSize / (1024 * 1024)} MB; give a smaller or whole CSV file.")]);
        }
    }

    private static byte[] Unpack(ReadOnlySpan<byte> packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (var read = gzip.Read(buffer); read > 0; read = gzip.Read(buffer))
        {
            unpacked.Write(buffer.AsSpan(0, read));
            if (unpacked.Length > MaximumSize)
            {
                throw new InvalidDataException();
            }
        }

        return unpacked.ToArray();
    }
}
