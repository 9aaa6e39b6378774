using System.Collections.Immutable;
using NasStudio.Core.Blocks;

namespace NasStudio.Web.Parts.Compose;

/// <summary>The cell of a space that repeats one: its nodes, what its edges may choose, and the stacks that it fills.</summary>
public sealed partial class CellCard
{
    private static readonly ImmutableArray<string> Nodes = ["3", "4", "5", "6"];
    private static readonly string Operations = string.Join(", ", CellOperations.All.Select(operation => operation.Name));
    private static readonly string OperationsHint = string.Join(" ", CellOperations.All.Select(operation => $"{operation.Name}: {operation.Summary}"));

    private static string At(int stack, string field) => $"searchSpace.cell.stacks[{stack}].{field}";
}
