namespace NasStudio.Core.Sampling.Levels;

/// <summary>A level of MACs: a subnet belongs to it where First ≤ MACs ≤ Last.</summary>
public sealed record MacsLevel(long First, long Last)
{
    /// <param name="window">Width of the level as a part of its first MACs.</param>
    public static MacsLevel From(long first, double window) => new(first, first + (long)Math.Floor(first * window));

    public bool Contains(long macs) => macs >= First && macs <= Last;

    /// <summary>How many MACs lie between, 0 inside.</summary>
    public long Distance(long macs) => Math.Max(0, Math.Max(First - macs, macs - Last));
}
