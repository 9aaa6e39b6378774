using NasStudio.Core.Documents;
using NasStudio.Core.Tables;

namespace NasStudio.Core.Experiments;

/// <summary>The tables that an experiment may search.</summary>
/// <param name="Names">For the message about an unknown name.</param>
/// <param name="Find">An imported table by name; null where there is none.</param>
/// <param name="OpenFile">A table by the path of its file; null where files are not allowed. Throws <see cref="DocumentException"/> or an exception of the file system.</param>
public sealed record TableShelf(IReadOnlyCollection<string> Names, Func<string, Table?> Find, Func<string, Table>? OpenFile = null)
{
    public static readonly TableShelf Empty = new([], _ => null);
}
