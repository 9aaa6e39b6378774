using NasStudio.Core.Documents;

namespace NasStudio.Web.Parts.Compose;

/// <summary>The body of a composed space as an outline: what follows what, and what may be chosen.</summary>
public sealed partial class BodyCard
{
    private const string Path = "searchSpace.body";

    private IEnumerable<DocumentError> Errors => Check.Errors.Where(error =>
        error.Path == Path || error.Path.StartsWith(Path + "[", StringComparison.Ordinal) || error.Path.StartsWith(Path + ".", StringComparison.Ordinal));
}
