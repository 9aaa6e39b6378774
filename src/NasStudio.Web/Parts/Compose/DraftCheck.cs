using System.Collections.Immutable;
using NasStudio.Core.Documents;
using NasStudio.Core.Spaces;

namespace NasStudio.Web.Parts.Compose;

/// <summary>What is known about a draft: its errors, and what its search space holds.</summary>
/// <param name="View">The newest version of the space that was valid; null before the first.</param>
/// <param name="IsCurrent">Whether <paramref name="View"/> belongs to the text as it stands.</param>
public sealed record DraftCheck(ImmutableArray<DocumentError> Errors, SpaceView? View, bool IsCurrent)
{
    public static readonly DraftCheck None = new([], null, IsCurrent: false);

    public bool IsValid => Errors.IsEmpty && IsCurrent;

    public SpaceAnalysis? Analysis => View?.Analysis;

    /// <summary>The errors of a field, those of its entries included.</summary>
    public IEnumerable<string> At(string path) => Errors
        .Where(error => error.Path == path || error.Path.StartsWith(path + "[", StringComparison.Ordinal))
        .Select(error => error.Message);
}
