using System.Collections.Immutable;
using System.Text;

namespace NasStudio.Core.Tables;

/// <summary>
/// Comma-separated values (RFC 4180): cells in double quotes may hold commas, line breaks and doubled quotes; lines end in LF
/// or CRLF. Empty lines are passed over.
/// </summary>
internal static class CsvText
{
    /// <param name="errors">Receives one error, after which the lines end, where a quote is never closed or stands astray.</param>
    public static List<CsvLine> Split(string text, TableErrors errors)
    {
        var lines = new List<CsvLine>();
        var cells = ImmutableArray.CreateBuilder<string>();
        var cell = new StringBuilder();
        var line = 1;
        var start = 1;
        for (var position = 0; position <= text.Length; position++)
        {
            var character = position < text.Length ? text[position] : '\n';
            if (character == '"')
            {
                if (cell.Length > 0 || !TakeQuoted(text, ref position, ref line, cell))
                {
                    errors.Add(start, cells.Count, "", "A double quote stands inside a cell or is never closed; put the whole cell in double quotes and double those inside it.");
                    return lines;
                }
            }
            else if (character is ',' or '\n')
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (character == '\n')
                {
                    if (cells.Count > 1 || cells[0].Length > 0)
                    {
                        lines.Add(new CsvLine(start, cells.ToImmutable()));
                    }

                    cells.Clear();
                    start = ++line;
                }
            }
            else if (character != '\r' || (position + 1 < text.Length && text[position + 1] != '\n'))
            {
                cell.Append(character);
            }
        }

        return lines;
    }

    /// <summary>Moves from the opening quote to the closing one; false where there is none, or more than a separator follows.</summary>
    private static bool TakeQuoted(string text, ref int position, ref int line, StringBuilder cell)
    {
        for (position++; position < text.Length; position++)
        {
            if (text[position] == '"')
            {
                if (position + 1 == text.Length || text[position + 1] is ',' or '\n' or '\r')
                {
                    return true;
                }

                if (text[position + 1] != '"')
                {
                    return false;
                }

                position++;
            }

            line += text[position] == '\n' ? 1 : 0;
            cell.Append(text[position]);
        }

        return false;
    }
}

/// <param name="Number">Where it begins in the file, from 1.</param>
internal sealed record CsvLine(int Number, ImmutableArray<string> Cells);
