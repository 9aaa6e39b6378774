namespace NasStudio.Web.Parts.Compose;

/// <summary>A document to start from, in the gallery.</summary>
/// <param name="Title">As on the screen.</param>
/// <param name="Sentence">What it is, in one sentence.</param>
/// <param name="Text">The experiment document; null: it cannot be chosen yet, and the sentence says why.</param>
public sealed record ComposeStart(string Title, string Sentence, string? Text);
