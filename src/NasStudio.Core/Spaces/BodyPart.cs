namespace NasStudio.Core.Spaces;

/// <summary>A layer of a body, or a join of branches.</summary>
/// <param name="Name">What the names of its primitive layers begin with, for example "mix.conv".</param>
/// <param name="Kind">The kind of the layer, "concat" or "add".</param>
public sealed record BodyPart(string Name, string Kind);
