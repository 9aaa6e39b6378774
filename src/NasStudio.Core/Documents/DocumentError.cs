namespace NasStudio.Core.Documents;

/// <summary>What is wrong at one place of a JSON document.</summary>
/// <param name="Path">JSON path without the root, for example "stages[2].width"; empty for the document itself.</param>
/// <param name="Message">The value, the rule and the way out, as a sentence.</param>
public sealed record DocumentError(string Path, string Message);

/// <summary>A document with at least one error. Carries all that were found.</summary>
public sealed class DocumentException(IReadOnlyList<DocumentError> errors)
    : Exception(string.Join(Environment.NewLine, errors.Select(error => $"{error.Path}: {error.Message}")))
{
    public IReadOnlyList<DocumentError> Errors { get; } = errors;
}
