namespace NasStudio.Runs.Estimates;

/// <summary>How fast a stage of a run went, in parts of the run: seconds for a unit of its work.</summary>
/// <param name="Low">The fastest tenth of the parts took no more.</param>
/// <param name="Middle">Over the whole stage.</param>
/// <param name="High">The slowest tenth of the parts took no less.</param>
/// <param name="Macs">Multiply-accumulates of the subnets it worked on, one image, on average.</param>
public sealed record StagePace(double Low, double Middle, double High, double Macs)
{
    /// <summary>Null where nothing was measured.</summary>
    /// <param name="parts">Seconds and work of each part, and the multiply-accumulates of its subnet.</param>
    public static StagePace? Of(IReadOnlyCollection<(double Seconds, double Work, double Macs)> parts)
    {
        var work = parts.Sum(part => part.Work);
        if (parts.Count == 0 || work <= 0)
        {
            return null;
        }

        var paces = parts.Where(part => part.Work > 0).Select(part => part.Seconds / part.Work).Order().ToArray();
        return new StagePace(
            paces[(paces.Length - 1) / 10],
            parts.Sum(part => part.Seconds) / work,
            paces[paces.Length - 1 - ((paces.Length - 1) / 10)],
            parts.Sum(part => part.Macs * part.Work) / work);
    }
}
