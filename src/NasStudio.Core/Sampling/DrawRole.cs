namespace NasStudio.Core.Sampling;

/// <summary>What a draw is for, and so what it is trained on.</summary>
public enum DrawRole
{
    /// <summary>The largest subnet, on the labels; it teaches the later draws of its step.</summary>
    Largest,

    /// <summary>A random subnet.</summary>
    Random,

    /// <summary>The smallest subnet.</summary>
    Smallest,
}
