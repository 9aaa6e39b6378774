using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace NasStudio.Web.Neighbours;

/// <summary>Every architecture one changed decision away from a subnet, the most promising first.</summary>
/// <param name="Possible">How many there are; on a table some of them may have no row and are left out.</param>
/// <param name="Objectives">Whose values the rows hold, in the order of the columns.</param>
/// <param name="Models">What stands behind the estimated values, by objective; empty where nothing is estimated.</param>
/// <param name="Obstacle">Why values are missing that might be estimated; null where none is.</param>
public sealed record NeighbourTable(
    string Subnet,
    int Possible,
    ImmutableArray<string> Objectives,
    ImmutableSortedDictionary<string, NeighbourModel> Models,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Obstacle,
    ImmutableArray<Neighbour> Rows);

/// <param name="Decision">The one that was changed; others may be switched on or off by it.</param>
/// <param name="Evaluated">Whether the search has measured it (or read its row), so that it has a page.</param>
/// <param name="Values">By objective; an objective that nobody knows is missing.</param>
public sealed record Neighbour(
    string Id,
    string Decision,
    string From,
    string To,
    bool Evaluated,
    bool Front,
    Outlook Outlook,
    ImmutableSortedDictionary<string, NeighbourValue> Values);

/// <param name="Value">Accuracy a fraction, latency milliseconds, counts; on a table its column's unit.</param>
/// <param name="Difference">
/// To the subnet whose neighbour it is: of an estimate to the estimate of that, else to its measured or exact value; null where it has none.
/// </param>
public sealed record NeighbourValue(double Value, NeighbourOrigin Origin, double? Difference = null);

/// <summary>How a value of a neighbour is known.</summary>
public enum NeighbourOrigin
{
    Measured,
    Exact,
    Estimated,
}

/// <summary>What changing to a neighbour promises in the experiment's objectives, best first.</summary>
public enum Outlook
{
    /// <summary>No objective worse, one better.</summary>
    Better,

    /// <summary>One better, another worse.</summary>
    Trade,

    /// <summary>An objective is not known.</summary>
    Unknown,

    Same,

    /// <summary>None better, one worse.</summary>
    Worse,

    /// <summary>It breaks a bound of the search.</summary>
    Infeasible,
}

/// <summary>What estimates an objective, and how far off it was on subnets held out of its fit.</summary>
/// <param name="Samples">Evaluations of the same run that it was fitted to.</param>
/// <param name="Error">Root mean square error of five-fold cross-validation, in the objective's unit; null where only the relative one is known.</param>
/// <param name="RelativeError">Mean absolute error as a part of the measured value; null where one of those is 0.</param>
/// <param name="KendallTau">Of estimated and measured values, held out likewise.</param>
public sealed record NeighbourModel(string Name, int Samples, double? Error, double? RelativeError, double? KendallTau);
