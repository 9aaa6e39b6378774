using System.Collections.Immutable;

namespace NasStudio.Core.Networks;

/// <summary>
/// One primitive layer. Name is a path of dots ("conv1.2.expand.conv"); the part before the first dot is the stage.
/// </summary>
public sealed record Layer(
    string Name,
    Operation Operation,
    ImmutableArray<string> Inputs,
    Shape Output,
    ImmutableArray<Parameter> Parameters,
    Precision Precision = Precision.Fp32)
{
    /// <summary>The stage this layer belongs to, for example "conv1".</summary>
    public string Stage => Name.Split('.', 2)[0];

    /// <summary>The parameter "Name.role" of this layer, for example Parameter("weight").</summary>
    /// <exception cref="KeyNotFoundException">The layer has none of that role.</exception>
    public Parameter Parameter(string role) =>
        Parameters.FirstOrDefault(parameter => parameter.Name.Length == Name.Length + role.Length + 1 && parameter.Name.EndsWith(role, StringComparison.Ordinal))
        ?? throw new KeyNotFoundException($"Layer {Name} has no parameter '{role}'.");
}

/// <summary>The numeric type of a layer's output and weights.</summary>
public enum Precision
{
    Fp32,
}
