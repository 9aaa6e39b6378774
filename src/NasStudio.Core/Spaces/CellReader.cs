using System.Text.Json;
using NasStudio.Core.Blocks;
using NasStudio.Core.Documents;

namespace NasStudio.Core.Spaces;

/// <summary>Reads the "cell" of a search-space document.</summary>
internal static class CellReader
{
    internal const int MinimumNodes = 3;
    internal const int MaximumNodes = 6;
    internal const int MaximumStacks = 8;

    /// <summary>What only stages need.</summary>
    private static readonly string[] OfStages = ["stages", "tie", "constraints", "paperCount"];

    public static CellDocument Read(DocumentReader reader, DocumentReader cell)
    {
        foreach (var name in OfStages.Where(name => reader.Raw(name) is not null))
        {
            reader.Error(name, $"A space with a cell has no {name}; remove {name}, or the cell.");
        }

        var document = new CellDocument
        {
            Nodes = cell.WholeNumber("nodes", 4, MinimumNodes, MaximumNodes),
            Operations = ReadOperations(cell),
            Stacks = ReadStacks(cell),
        };
        cell.End();
        return document;
    }

    /// <summary>Distinct words; a bare word counts as an array of one.</summary>
    private static ValueList<string> ReadOperations(DocumentReader cell)
    {
        ValueList<string> all = [.. CellOperations.All.Select(operation => operation.Name)];
        if (cell.Raw("operations") is not { } value)
        {
            return all;
        }

        var isLone = value.ValueKind is JsonValueKind.String;
        if (!isLone && (value.ValueKind is not JsonValueKind.Array || value.GetArrayLength() == 0))
        {
            cell.Error("operations", $"{DocumentReader.Show(value)} is not allowed; use an array of one or more of {all}.");
            return all;
        }

        var operations = new List<string>();
        foreach (var (element, index) in (isLone ? [value] : value.EnumerateArray().ToArray()).Select((element, index) => (element, index)))
        {
            var place = isLone ? "operations" : $"operations[{index}]";
            if (element.ValueKind is not JsonValueKind.String || CellOperations.Find(element.GetString()!) is not { } operation)
            {
                cell.Error(place, $"{DocumentReader.Show(element)} is no operation of a cell; use one of {all}.");
            }
            else if (operations.Contains(operation.Name))
            {
                cell.Error(place, $"{DocumentReader.Show(element)} stands twice; keep one.");
            }
            else
            {
                operations.Add(operation.Name);
            }
        }

        return operations.Count > 0 ? [.. operations] : all;
    }

    private static ValueList<StackDocument> ReadStacks(DocumentReader cell)
    {
        var stacks = cell.Children("stacks", required: true);
        if (stacks.Length is 0 or > MaximumStacks && cell.Raw("stacks") is { ValueKind: JsonValueKind.Array } array)
        {
            cell.Error("stacks", $"{array.GetArrayLength()} stacks are not allowed; write 1 to {MaximumStacks}.");
        }

        return [.. stacks.Take(MaximumStacks).Select(ReadStack)];
    }

    private static StackDocument ReadStack(DocumentReader stack)
    {
        var document = new StackDocument(
            stack.WholeNumber("width", null, 1, SearchSpaceReader.MaximumWidth),
            [.. stack.WholeNumbers("depth", null, 1, SearchSpaceReader.MaximumDepth)]);
        stack.End();
        return document;
    }
}
