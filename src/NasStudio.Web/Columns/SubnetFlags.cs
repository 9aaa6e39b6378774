using NasStudio.Core.Experiments;
using NasStudio.Runs.Feeds;

namespace NasStudio.Web.Columns;

/// <summary>What a chart must tell apart, one byte a subnet. js/subnet-columns.js has the same bits.</summary>
[Flags]
internal enum SubnetFlags : byte
{
    None = 0,

    /// <summary>Every constraint of the search holds.</summary>
    Feasible = 1,

    /// <summary>Only random search asked for it, beside a strategy.</summary>
    Baseline = 2,

    /// <summary>It computes the same as an earlier one, whose measurements these are.</summary>
    Duplicate = 4,

    /// <summary>Its latency was estimated, not measured.</summary>
    Estimated = 8,
}

internal static class SubnetFlagsOf
{
    public static SubnetFlags Flags(this Subnet subnet) =>
        (subnet.Search.Feasible ? SubnetFlags.Feasible : SubnetFlags.None)
        | (subnet.Search.Proposal?.By == Proposal.Random ? SubnetFlags.Baseline : SubnetFlags.None)
        | (subnet.Search.DuplicateOf is not null ? SubnetFlags.Duplicate : SubnetFlags.None)
        | (subnet.Search.Latency?.Origin == "estimated" ? SubnetFlags.Estimated : SubnetFlags.None);
}
