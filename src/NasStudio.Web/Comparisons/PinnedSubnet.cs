namespace NasStudio.Web.Comparisons;

/// <summary>The subnet that a user set aside to compare others with; kept as long as the page is open.</summary>
public sealed class PinnedSubnet
{
    /// <summary>EXPERIMENT/SUBNET; null: none.</summary>
    public string? Address { get; set; }

    /// <summary>Its id alone.</summary>
    public string? Id => Address?[(Address.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
