namespace NasStudio.Web.Parts.Compose;

/// <summary>One line of an outline of a body.</summary>
/// <param name="Depth">0 outside, 1 within a node of depth 0, …</param>
/// <param name="Name">Of the node; the place of a branch.</param>
/// <param name="Text">What the node is, in words.</param>
/// <param name="When">Under which condition it exists; null: always.</param>
public sealed record OutlineLine(int Depth, string Name, string Text, string? When);
