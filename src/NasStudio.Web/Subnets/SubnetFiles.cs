using NasStudio.Export;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Feeds;

namespace NasStudio.Web.Subnets;

/// <summary>
/// Assembles what is downloaded: cuts the subnet out of its run's supernet file with its recalibrated statistics. Managed
/// code only, so it works after the run has ended and the server restarted.
/// </summary>
public sealed class SubnetFiles
{
    /// <exception cref="FileNotFoundException">The run's folder lacks the supernet or the statistics; the message says which.</exception>
    public SubnetPackage Package(ExperimentRow experiment, RunRow run, Subnet subnet) => throw new NotImplementedException($"{experiment}{run}{subnet}{this}");
}
