namespace NasStudio.Web.Parts.Experiment;

/// <summary>What the address says of the overview.</summary>
/// <param name="X">Name of the value across; null: the experiment's second objective.</param>
/// <param name="Y">Name of the value upwards; null: its first.</param>
/// <param name="Colour">Decision or value that colours the cloud.</param>
/// <param name="Limit">Of the value across, under which the best is looked for.</param>
/// <param name="Zoom">Left, right, bottom and top of the part that is shown, with commas between.</param>
public sealed record OverviewState(string? X, string? Y, string? Colour, double? Limit, string? Zoom)
{
    /// <summary>Four numbers; null where it is not that.</summary>
    public double[]? Range =>
        Zoom?.Split(',').Select(part => double.TryParse(part, System.Globalization.CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : (double?)null).ToArray() is { Length: 4 } parts
        && parts.All(part => part is not null) ? [.. parts.Select(part => part!.Value)] : null;
}
